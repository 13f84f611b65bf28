package dev.gleaner.pipeline;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while the scheduler still looks at the queues. */
@Readiness
@ApplicationScoped
class EngineReadiness implements HealthCheck {
    private static final Duration DEAD = Duration.ofSeconds(30);

    private final Engine engine;
    private final PipelineSettings settings;

    EngineReadiness(Engine engine, PipelineSettings settings) {
        this.engine = engine;
        this.settings = settings;
    }

    @Override
    public HealthCheckResponse call() {
        Duration limit = settings.poll().multipliedBy(3).plus(DEAD);
        boolean alive = engine.sinceLastTick().compareTo(limit) < 0;
        return HealthCheckResponse.named("scheduler").status(alive).build();
    }
}
