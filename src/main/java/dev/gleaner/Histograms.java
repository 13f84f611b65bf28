package dev.gleaner;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * Which timers are published as histograms, so that percentiles can be had for all replicas together. A few buckets each,
 * where the questions are: Micrometer's own choice would be seventy.
 */
final class Histograms {
    private static final double NANOSECONDS = 1_000_000;
    private static final double[] ANSWERS = milliseconds(5, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000);
    private static final double[] WAITS =
            milliseconds(10, 50, 100, 500, 1000, 2000, 5000, 10_000, 30_000, 60_000, 300_000);
    private static final Map<String, double[]> BUCKETS = Map.of(
            "http.server.requests", ANSWERS,
            "gleaner.phase", WAITS,
            "gleaner.fetch", WAITS);

    @Produces
    @Singleton
    MeterFilter buckets() {
        return new MeterFilter() {
            @Override
            public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
                double[] buckets = BUCKETS.get(id.getName());
                return buckets == null
                        ? config
                        : DistributionStatisticConfig.builder()
                                .serviceLevelObjectives(buckets)
                                .build()
                                .merge(config);
            }
        };
    }

    private static double[] milliseconds(long... bounds) {
        return LongStream.of(bounds).mapToDouble(it -> it * NANOSECONDS).toArray();
    }
}
