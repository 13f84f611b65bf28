/**
 * The only door to PostgreSQL: addresses, the pooler profile, migrations, and {@link
 * dev.gleaner.database.SessionGateway}, which opens every transaction there is.
 *
 * <p>Every table with a tenant stands behind row-level security ({@link dev.gleaner.database.TenantWall}). PostgreSQL then
 * uses an index only for conditions that cannot leak what they see, and a cast of another row's column might: so lists of
 * ids are cast as a whole ({@code cast(string_to_array(…) as uuid[])}), never one by one in a join.
 */
package dev.gleaner.database;
