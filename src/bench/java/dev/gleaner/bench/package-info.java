/** The benchmark: Gleaner and its peers in turn, on one machine in one run. {@code ./mvnw -Pbench test} */
@org.jspecify.annotations.NullMarked
package dev.gleaner.bench;
