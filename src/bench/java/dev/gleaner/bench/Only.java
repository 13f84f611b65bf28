package dev.gleaner.bench;

import java.util.Arrays;
import java.util.List;

/** Who takes part: to try one out, {@code -Dbench.only} has a part of the names, several with a comma. */
final class Only {
    private static final String ONLY = System.getProperty("bench.only", "");

    private Only() {}

    static boolean isWanted(String name) {
        return Arrays.stream(ONLY.split(",")).anyMatch(name::contains);
    }

    /** Those that are wanted; who is absent on this machine takes part and fails with the reason. */
    static List<Contender> these(List<Entry> entries) {
        return entries.stream()
                .filter(entry -> isWanted(entry.name()))
                .map(entry ->
                        Contender.orAbsent(entry.name(), () -> entry.start().apply(entry.name())))
                .toList();
    }
}
