package dev.gleaner.bench;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * All rounds of one contender; none, and the reason, if it could not take part.
 *
 * @param name the contender
 * @param rounds without the warm-up
 * @param failure why it could not, else empty
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Result(String name, List<Round> rounds, String failure) {

    double median() {
        return median(Round::perSecond);
    }

    double databaseMicros() {
        return median(Round::databaseMicros);
    }

    double ownMicros() {
        return median(Round::ownMicros);
    }

    double slowest() {
        return rounds.stream().mapToDouble(Round::perSecond).min().orElse(0);
    }

    double fastest() {
        return rounds.stream().mapToDouble(Round::perSecond).max().orElse(0);
    }

    boolean hasFailed() {
        return rounds.isEmpty();
    }

    private double median(ToDoubleFunction<Round> value) {
        double[] sorted = rounds.stream().mapToDouble(value).sorted().toArray();
        if (sorted.length == 0) {
            return 0;
        }
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
