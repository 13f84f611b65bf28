package dev.gleaner.bench;

import java.util.function.Function;

/**
 * Who is to take part.
 *
 * @param name its name in the table
 * @param start makes it ready
 */
record Entry(String name, Function<String, Contender> start) {}
