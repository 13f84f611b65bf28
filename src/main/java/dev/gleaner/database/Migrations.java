package dev.gleaner.database;

import dev.gleaner.vocabulary.MigrationMode;
import io.quarkus.flyway.FlywayDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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

    /** The class of SQL states for a login that is not accepted. */
    private static final String LOGIN = "28";
    /** What PgBouncer answers with, whatever is wrong. */
    private static final String PROTOCOL = "08P01";

    private static final Pattern POOLER_REFUSES = Pattern.compile(
            "SASL authentication failed|password authentication failed|no such user", Pattern.CASE_INSENSITIVE);

    private final Flyway flyway;
    private final DatabaseSettings settings;

    Migrations(@FlywayDataSource("migrations") Flyway flyway, DatabaseSettings settings) {
        this.flyway = flyway;
        this.settings = settings;
    }

    /** Whether this start ends when the schema is there. */
    public boolean areAll() {
        return settings.migrations() == MigrationMode.ONLY;
    }

    /**
     * Migrates, or waits until somebody else has, and waits for a database that is not there yet. Blocking: for the start only.
     *
     * @throws FlywayException if the database stays away, or a migration fails
     * @throws IllegalStateException with a sentence for the operator: if the login is refused, or the schema is newer
     *     than this code or has another history
     */
    public void run() {
        Instant deadline = Instant.now().plus(settings.startTimeout());
        while (!tryOnce(deadline)) {
            pause();
        }
    }

    private boolean tryOnce(Instant deadline) {
        try {
            if (settings.migrations() == MigrationMode.WAIT) {
                return isMigrated(deadline);
            }
            flyway.migrate();
            return true;
        } catch (FlywayValidateException e) {
            throw new IllegalStateException(mismatch(e), e);
        } catch (FlywayException e) {
            refusedLogin(e).ifPresent(it -> {
                throw new IllegalStateException(it, e);
            });
            if (!isWorthWaiting(e) || Instant.now().isAfter(deadline)) {
                throw e;
            }
            LOG.warnf("The database is not ready (%s); trying again until %s", reason(e), deadline);
            return false;
        }
    }

    private boolean isMigrated(Instant deadline) {
        MigrationInfo[] missing = flyway.info().pending();
        if (missing.length == 0) {
            flyway.validate();
            return true;
        }
        if (Instant.now().isAfter(deadline)) {
            throw new IllegalStateException(
                    "The schema is older than this code, and gleaner.database.migrations is wait: " + missing.length
                            + " migrations are missing. Run them with gleaner.database.migrations=only.");
        }
        LOG.warnf("%d migrations are missing; waiting for them until %s", missing.length, deadline);
        return false;
    }

    /** Waiting does not make a password right. A pooler has no code of its own for it. */
    private static Optional<String> refusedLogin(FlywayException failure) {
        return Stream.iterate((Throwable) failure, Objects::nonNull, Throwable::getCause)
                .filter(it -> it instanceof SQLException said && isLogin(said))
                .findFirst()
                .map(it -> "The database refuses the login: " + firstLine(it)
                        + ". Check the user and the password in DATABASE_URL (or GLEANER_MIGRATIONS_URL).");
    }

    private static boolean isLogin(SQLException said) {
        String state = String.valueOf(said.getSQLState());
        return state.startsWith(LOGIN)
                || state.equals(PROTOCOL)
                        && POOLER_REFUSES.matcher(firstLine(said)).find();
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
        return firstLine(failure.getCause() == null ? failure : failure.getCause());
    }

    private static String firstLine(Throwable said) {
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
