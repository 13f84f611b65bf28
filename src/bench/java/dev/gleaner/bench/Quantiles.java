package dev.gleaner.bench;

import java.util.List;

/** What many measurements come to. */
final class Quantiles {
    private Quantiles() {}

    /** The value that this part of them does not exceed. */
    static double of(List<Double> values, double part) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(Math.max(0, (int) Math.ceil(part * sorted.size()) - 1));
    }

    static double median(List<Double> values) {
        return of(values, 0.5);
    }
}
