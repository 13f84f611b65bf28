package dev.gleaner.pipeline;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** What the engine counts: every phase, every outcome, what is in flight. Labels are workflow names, never data. */
@Singleton
class PipelineMetrics {
    private final MeterRegistry registry;
    private final Map<String, AtomicInteger> inFlight = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> silent = new ConcurrentHashMap<>();

    PipelineMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Measures one phase of one workflow. */
    <V> Uni<V> timed(String workflow, String phase, Supplier<Uni<V>> work) {
        return Uni.createFrom().deferred(() -> {
            long begun = System.nanoTime();
            return work.get()
                    .onTermination()
                    .invoke(() -> registry.timer("gleaner.phase", Tags.of("workflow", workflow, "phase", phase))
                            .record(System.nanoTime() - begun, TimeUnit.NANOSECONDS));
        });
    }

    void outcome(String workflow, Outcome<?> outcome) {
        String word = outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        registry.counter("gleaner.outcomes", "workflow", workflow, "outcome", word)
                .increment();
    }

    void inFlight(String workflow, int items) {
        gauge(inFlight, "gleaner.items.in.flight", workflow).set(items);
    }

    /** 1 while a workflow succeeds without ever having output. */
    void silent(String workflow, boolean now) {
        gauge(silent, "gleaner.pipeline.silent", workflow).set(now ? 1 : 0);
    }

    private AtomicInteger gauge(Map<String, AtomicInteger> gauges, String metric, String workflow) {
        return gauges.computeIfAbsent(
                workflow, name -> registry.gauge(metric, Tags.of("workflow", name), new AtomicInteger()));
    }
}
