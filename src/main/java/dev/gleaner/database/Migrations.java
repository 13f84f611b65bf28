package dev.gleaner.database;

import io.quarkus.flyway.FlywayDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.flywaydb.core.internal.exception.FlywaySqlException;
import org.jboss.logging.Logger;

/** Brings the schema to the version of this code. Replicas that start at once take turns. */
@ApplicationScoped
public class Migrations {
    private static final Logger LOG = Logger.getLogger(Migrations.class);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

    /** Flyway has no type for this. */
    private static final String LOCK_IS_TAKEN = "advisory lock";

    private final Flyway flyway;
    private final DatabaseSettings settings;

    Migrations(@FlywayDataSource("migrations") Flyway flyway, DatabaseSettings settings) {
        this.flyway = flyway;
        this.settings = settings;
    }

    /**
     * Migrates, waiting for a database that is not there yet. Blocking: for the start only.
     *
     * @throws FlywayException if the database stays away, or a migration fails
     * @throws IllegalStateException if the schema is newer than this code, or has another history
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
        } catch (FlywayValidateException e) {
            throw new IllegalStateException(mismatch(e), e);
        } catch (FlywayException e) {
            if (!isWorthWaiting(e) || Instant.now().isAfter(deadline)) {
                throw e;
            }
            LOG.warnf("The database is not ready (%s); trying again until %s", reason(e), deadline);
            return false;
        }
    }

    private static boolean isWorthWaiting(FlywayException failure) {
        return failure instanceof FlywaySqlException || somebodyElseMigrates(failure);
    }

    private static boolean somebodyElseMigrates(FlywayException failure) {
        return String.valueOf(failure.getMessage()).contains(LOCK_IS_TAKEN);
    }

    private String mismatch(FlywayValidateException failure) {
        Optional<MigrationInfo> unknown = Arrays.stream(flyway.info().all())
                .filter(it -> it.getState().name().startsWith("FUTURE"))
                .reduce((lower, higher) -> higher);
        return unknown.map(it -> "The schema of the database is newer than this code: it has version " + it.getVersion()
                        + " (" + it.getDescription() + "), which this code does not know. Start the newer release.")
                .orElse("The schema of the database has another history than this code: " + failure.getMessage());
    }

    private static String reason(FlywayException failure) {
        if (somebodyElseMigrates(failure)) {
            return "another replica is migrating it";
        }
        Throwable said = failure.getCause() == null ? failure : failure.getCause();
        String message = String.valueOf(said.getMessage());
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
