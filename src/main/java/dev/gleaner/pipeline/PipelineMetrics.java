package dev.gleaner.pipeline;

import dev.gleaner.vocabulary.AttemptOutcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What the engine counts: every phase, every verdict, what is in flight and what waits. Labels are names of workflows and
 * words of the vocabulary, never data.
 */
@Singleton
class PipelineMetrics {
    private static final String WORKFLOW = "workflow";
    private static final String NO_CODE = "";

    private final MeterRegistry registry;
    private final Map<String, AtomicLong> gauges = new ConcurrentHashMap<>();
    private final Map<List<String>, Timer> phases = new ConcurrentHashMap<>();
    private final Map<List<String>, Counter> outcomes = new ConcurrentHashMap<>();

    PipelineMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Shows a workflow's counters from the start: a counter that appears with its first event hides that event's rate. */
    void introduce(String workflow) {
        claimed(workflow, 0);
        rescued(workflow, 0);
        refused(workflow, 0);
        for (AttemptOutcome outcome : List.of(AttemptOutcome.COMPLETE, AttemptOutcome.EMPTY)) {
            attempts(workflow, outcome, NO_CODE).increment(0);
        }
        silent(workflow, false);
        inFlight(workflow, 0);
        List.of("claim", "fetch", "persist").forEach(phase -> phase(workflow, phase));
    }

    /** Measures one phase of one workflow. */
    <V> Uni<V> timed(String workflow, String phase, Supplier<Uni<V>> work) {
        return Uni.createFrom().deferred(() -> {
            long begun = System.nanoTime();
            return work.get()
                    .onTermination()
                    .invoke(() -> phase(workflow, phase).record(System.nanoTime() - begun, TimeUnit.NANOSECONDS));
        });
    }

    /** Phase two of one item has ended. */
    void fetched(String workflow, long nanoseconds) {
        phase(workflow, "fetch").record(nanoseconds, TimeUnit.NANOSECONDS);
    }

    /** Kept, as is what is counted by the item: to look a meter up takes longer than to use it. */
    private Timer phase(String workflow, String phase) {
        return phases.computeIfAbsent(
                List.of(workflow, phase),
                key -> Timer.builder("gleaner.phase")
                        .description("How long each phase takes: claims and persists by the batch, fetches by the item")
                        .tags(WORKFLOW, workflow, "phase", phase)
                        .register(registry));
    }

    /** So many items were claimed. */
    void claimed(String workflow, int items) {
        counter("gleaner.items.claimed", "Items that this replica has claimed", workflow)
                .increment(items);
    }

    /** So many items of vanished replicas were rescued. */
    void rescued(String workflow, int items) {
        counter("gleaner.items.rescued", "Items whose lease ran out and that went back to the queue", workflow)
                .increment(items);
    }

    /** Phase two has brought this; it is not written yet. */
    void outcome(String workflow, Outcome<?> outcome) {
        outcomes.computeIfAbsent(
                        List.of(workflow, outcome.word()),
                        key -> Counter.builder("gleaner.outcomes")
                                .description("What phase two brought, whether or not it could be written")
                                .tags(WORKFLOW, workflow, "outcome", outcome.word())
                                .register(registry))
                .increment();
    }

    /** These verdicts were sent, and the leases of some of them held. */
    void written(String workflow, List<Verdict> verdicts, HeldLeases held) {
        Map<Ending, Long> endings = verdicts.stream()
                .filter(held::include)
                .collect(Collectors.groupingBy(Ending::of, Collectors.counting()));
        endings.forEach((ending, number) ->
                attempts(workflow, ending.outcome(), ending.code()).increment(number));
        long counted = endings.values().stream().mapToLong(Long::longValue).sum();
        if (counted < verdicts.size()) {
            refused(workflow, verdicts.size() - (int) counted);
        }
    }

    private record Ending(AttemptOutcome outcome, String code) {
        static Ending of(Verdict verdict) {
            return new Ending(verdict.outcome(), verdict.code() == null ? NO_CODE : verdict.code());
        }
    }

    private Counter attempts(String workflow, AttemptOutcome outcome, String code) {
        return Counter.builder("gleaner.attempts")
                .description("Attempts whose verdict is committed, by what came of them and by the code of the error")
                .tags(WORKFLOW, workflow, "outcome", outcome.name(), "code", code)
                .register(registry);
    }

    private void refused(String workflow, int verdicts) {
        counter("gleaner.verdicts.refused", "Verdicts that came too late: another replica holds the item", workflow)
                .increment(verdicts);
    }

    void inFlight(String workflow, int items) {
        gauge("gleaner.items.in.flight", "Items that this replica holds", workflow)
                .set(items);
    }

    /** 1 while a workflow succeeds without ever having output. */
    void silent(String workflow, boolean now) {
        gauge("gleaner.pipeline.silent", "1 while a workflow succeeds again and again without output", workflow)
                .set(now ? 1 : 0);
    }

    /** How a queue looks just now, for all replicas together. */
    void queue(String workflow, QueueState queue) {
        gauge("gleaner.queue.due", "Items that wait for their turn", workflow).set(queue.due());
        gauge("gleaner.queue.waiting", "Items that wait for the time of their next attempt", workflow)
                .set(queue.waiting());
        gauge("gleaner.queue.processing", "Items that any replica holds", workflow)
                .set(queue.processing());
        gauge("gleaner.queue.expired", "Items whose holder has not renewed them in time", workflow)
                .set(queue.expired());
        gauge("gleaner.queue.oldest.seconds", "For how long the oldest item has been due", workflow)
                .set(queue.oldestSeconds());
        gauge("gleaner.pipeline.paused", "1 while a workflow is paused", workflow)
                .set(queue.paused() ? 1 : 0);
    }

    private Counter counter(String metric, String description, String workflow) {
        return Counter.builder(metric)
                .description(description)
                .tag(WORKFLOW, workflow)
                .register(registry);
    }

    private AtomicLong gauge(String metric, String description, String workflow) {
        return gauges.computeIfAbsent(metric + " " + workflow, key -> {
            AtomicLong value = new AtomicLong();
            Gauge.builder(metric, value, AtomicLong::get)
                    .description(description)
                    .tag(WORKFLOW, workflow)
                    .register(registry);
            return value;
        });
    }
}
