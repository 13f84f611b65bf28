/**
 * The only door to the web. Cannot see the database: whoever fetches has no connection to hold. Refuses to run where a
 * transaction is open ({@link dev.gleaner.phase.OpenTransaction}).
 */
package dev.gleaner.fetch;
