/**
 * The only door to PostgreSQL: addresses, the pooler profile, migrations, and {@link
 * dev.gleaner.database.SessionGateway}, which opens every transaction there is.
 */
package dev.gleaner.database;
