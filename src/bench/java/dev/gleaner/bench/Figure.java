package dev.gleaner.bench;

/**
 * One line of the report besides the contests.
 *
 * @param measure what was measured
 * @param value what it was, with its unit
 * @param bar what it should be; empty if there is no such thing
 */
record Figure(String measure, String value, String bar) {}
