/**
 * How much each tenant may use: domains, and pages and fetches of a day. Counted in the database, so it holds for all
 * replicas together. Asked where work is taken in and where it is claimed.
 */
package dev.gleaner.quota;
