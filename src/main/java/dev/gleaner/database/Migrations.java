package dev.gleaner.database;

import io.quarkus.flyway.FlywayDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.internal.exception.FlywaySqlException;
import org.jboss.logging.Logger;

/** Brings the schema to the version of this code. Replicas that start at once wait for each other. */
@ApplicationScoped
public class Migrations {
    private static final Logger LOG = Logger.getLogger(Migrations.class);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(2);

    private final Flyway flyway;
    private final DatabaseSettings settings;

    Migrations(@FlywayDataSource("migrations") Flyway flyway, DatabaseSettings settings) {
        this.flyway = flyway;
        this.settings = settings;
    }

    /**
     * Migrates, waiting for a database that is not there yet. Blocking: for the start only.
     *
     * @throws FlywayException if the database stays away, or its schema is newer than this code
     */
    public void run() {
        Instant deadline = Instant.now().plus(settings.startTimeout());
        while (!tryOnce(deadline)) {
            pause();
        }
    }

    private boolean tryOnce(Instant deadline) {
        try {
            flyway.migrate();
            return true;
        } catch (FlywaySqlException e) {
            if (Instant.now().isAfter(deadline)) {
                throw e;
            }
            LOG.warnf("The database is not ready (%s); trying again until %s", firstLine(e.getCause()), deadline);
            return false;
        }
    }

    private static String firstLine(Throwable cause) {
        String message = cause == null ? "no reason given" : String.valueOf(cause.getMessage());
        return message.lines().findFirst().orElse(message);
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_TRIES.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Stopped while waiting for the database", e);
        }
    }
}
