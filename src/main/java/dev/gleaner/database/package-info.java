/**
 * The only door to PostgreSQL: addresses, the pooler profile, migrations, and {@link
 * dev.gleaner.database.SessionGateway}, which opens every transaction there is.
 *
 * <p>Every table with a tenant stands behind row-level security ({@link dev.gleaner.database.TenantWall}). PostgreSQL then
 * uses an index only for conditions that cannot leak what they see, and a cast of another row's column might: so lists of
 * ids are cast as a whole ({@code cast(string_to_array(…) as uuid[])}), never one by one in a join. And once: {@code = any
 * (array(select unnest(cast(…))))}, because a cast is no constant, and where the planner prefers to read a small table from
 * end to end it would read the list anew for each row, which took 17 seconds for 5,000 ids and 6,000 rows.
 */
package dev.gleaner.database;
