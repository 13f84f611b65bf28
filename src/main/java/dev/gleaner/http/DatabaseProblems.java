package dev.gleaner.http;

import dev.gleaner.database.DatabaseFaults;
import dev.gleaner.vocabulary.ProblemCode;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.sqlclient.ClosedConnectionException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.OptimisticLockException;
import java.net.ConnectException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.hibernate.StaleStateException;

/** What the database says that a client can act upon. Its own words never leave the house. */
@ApplicationScoped
class DatabaseProblems implements ProblemTranslation {
    /** Unique, foreign key and exclusion violations. */
    private static final Set<String> CONFLICTS = Set.of("23505", "23503", "23P01");
    /** A character that the encoding does not have. */
    private static final Set<String> BAD_TEXT = Set.of("22021", "22P05");
    /**
     * Serialization failure, deadlock, lock not available, no writes for the moment, transaction ended for its silence:
     * the same request may succeed now.
     */
    private static final Set<String> TRY_AGAIN = Set.of("40001", "40P01", "55P03", "25006", "25P03");
    /** PostgreSQL gave up on a statement after its {@code statement_timeout}. */
    private static final String GIVEN_UP = "57014";
    /** Lost connections, out of resources, operator's intervention. */
    private static final Set<String> AWAY_CLASSES = Set.of("08", "53", "57");

    @Override
    public Optional<ProblemException> translate(Throwable failure) {
        Optional<String> state = DatabaseFaults.sqlState(failure);
        if (state.isPresent()) {
            return DatabaseFaults.isAway(failure) ? Optional.of(away()) : ofState(state.get());
        }
        if (failure instanceof OptimisticLockException || failure instanceof StaleStateException) {
            return Optional.of(ProblemException.conflict("Somebody else changed it in the meantime."));
        }
        return isAway(failure) ? Optional.of(away()) : Optional.empty();
    }

    private static Optional<ProblemException> ofState(String state) {
        if (state.length() < 2) {
            return Optional.empty();
        }
        if (CONFLICTS.contains(state)) {
            return Optional.of(ProblemException.conflict("It contradicts what is stored already."));
        }
        if (BAD_TEXT.contains(state)) {
            return Optional.of(
                    new ProblemException(ProblemCode.INVALID_REQUEST, "A text has a character that cannot be stored."));
        }
        if (GIVEN_UP.equals(state)) {
            return Optional.of(givenUp());
        }
        return TRY_AGAIN.contains(state) || AWAY_CLASSES.contains(state.substring(0, 2))
                ? Optional.of(away())
                : Optional.empty();
    }

    private static boolean isAway(Throwable failure) {
        return failure instanceof ConnectException
                || failure instanceof ClosedConnectionException
                || failure instanceof ConnectionPoolTooBusyException
                || failure instanceof TimeoutException
                // what the pool itself says has no type of its own
                || failure instanceof NoStackTraceThrowable && DatabaseFaults.isAway(failure);
    }

    private static ProblemException givenUp() {
        return new ProblemException(
                        ProblemCode.UNAVAILABLE,
                        "The database gave up on this because it took too long. Ask for less at once, or try again later.")
                .withHeader("Retry-After", "5");
    }

    private static ProblemException away() {
        return new ProblemException(ProblemCode.UNAVAILABLE, "The database cannot be reached for the moment.")
                .withHeader("Retry-After", "5");
    }
}
