/**
 * The words of the system, each defined once: the database, the API and the console spell them the same way. Knows
 * only the JDK.
 */
package dev.gleaner.vocabulary;
