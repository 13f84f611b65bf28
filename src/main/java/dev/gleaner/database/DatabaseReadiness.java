package dev.gleaner.database;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while a transaction that may write can be had in a moment, and no pooler mixes up its clients. */
@Readiness
@ApplicationScoped
class DatabaseReadiness implements AsyncHealthCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final String READ_ONLY = "select current_setting('transaction_read_only')";

    private final SessionGateway sessions;
    private final PoolingAlarm alarm;

    DatabaseReadiness(SessionGateway sessions, PoolingAlarm alarm) {
        this.sessions = sessions;
        this.alarm = alarm;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return sessions.inTransaction("readiness", DatabaseReadiness::isReadOnly)
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .map(readOnly -> readOnly ? down("it takes no writes") : answer())
                .onFailure()
                .recoverWithItem(() -> down("no transaction can be had"));
    }

    private static Uni<Boolean> isReadOnly() {
        return Panache.getSession()
                .chain(session ->
                        session.createNativeQuery(READ_ONLY, String.class).getSingleResult())
                .map("on"::equals);
    }

    private HealthCheckResponse answer() {
        return alarm.isRaised() ? down("the pooler mixes up its clients") : HealthCheckResponse.up("database");
    }

    private static HealthCheckResponse down(String why) {
        return HealthCheckResponse.named("database")
                .down()
                .withData("reason", why)
                .build();
    }
}
