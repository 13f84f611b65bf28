package dev.gleaner.pipeline;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Raises the metric of every workflow that is silent, for all tenants together. */
@ApplicationScoped
class SilenceWatch implements Upkeep {
    private final Engine engine;
    private final Silence silence;
    private final PipelineMetrics metrics;

    SilenceWatch(Engine engine, Silence silence, PipelineMetrics metrics) {
        this.engine = engine;
        this.silence = silence;
        this.metrics = metrics;
    }

    @Override
    public String name() {
        return "silence";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(1);
    }

    @Override
    public Uni<Void> run() {
        return Multi.createFrom()
                .iterable(engine.names())
                .onItem()
                .transformToUniAndConcatenate(
                        name -> silence.of(name, null).invoke(silent -> metrics.silent(name, silent)))
                .collect()
                .asList()
                .replaceWithVoid();
    }
}
