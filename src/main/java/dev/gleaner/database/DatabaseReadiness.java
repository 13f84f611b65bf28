package dev.gleaner.database;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while a transaction can be had in a moment. */
@Readiness
@ApplicationScoped
class DatabaseReadiness implements AsyncHealthCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final SessionGateway sessions;

    DatabaseReadiness(SessionGateway sessions) {
        this.sessions = sessions;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return sessions.inTransaction("readiness", DatabaseReadiness::ask)
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .replaceWith(HealthCheckResponse.up("database"))
                .onFailure()
                .recoverWithItem(HealthCheckResponse.down("database"));
    }

    private static Uni<Object> ask() {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("select 1").getSingleResult());
    }
}
