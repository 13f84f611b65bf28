package dev.gleaner;

import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Which traces are recorded: the configured part of them, and none where nobody has said where to send them. Log lines have
 * their ids either way; to record spans for nobody would be a good part of what an item costs.
 */
final class TraceSampler {

    @Produces
    @Singleton
    Sampler sampler(
            @ConfigProperty(name = "quarkus.otel.exporter.otlp.endpoint") Optional<String> endpoint,
            @ConfigProperty(name = "quarkus.otel.exporter.otlp.traces.endpoint") Optional<String> ownEndpoint,
            @ConfigProperty(name = "quarkus.otel.traces.sampler.arg") Optional<Double> part,
            @Any Instance<SpanExporter> others) {
        boolean exported =
                Stream.of(endpoint, ownEndpoint).flatMap(Optional::stream).anyMatch(it -> !it.isBlank())
                        || !others.isUnsatisfied();
        return Sampler.parentBased(exported ? Sampler.traceIdRatioBased(part.orElse(1.0)) : Sampler.alwaysOff());
    }
}
