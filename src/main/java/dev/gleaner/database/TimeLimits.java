package dev.gleaner.database;

import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * How long a statement of a transaction, and a silence within it, may last. A pooler in transaction mode refuses such
 * startup parameters or ignores them, and {@code ALTER ROLE} would bind whoever else uses the role; what is local to the
 * transaction reaches the right server connection and leaves nothing behind on it.
 */
@Singleton
class TimeLimits {
    private final String statement;

    TimeLimits(DatabaseSettings settings) {
        this.statement = "set local statement_timeout = " + milliseconds(settings.statementTimeout())
                + "; set local idle_in_transaction_session_timeout = "
                + milliseconds(settings.idleInTransactionTimeout());
    }

    private static long milliseconds(Duration limit) {
        return Math.max(0, limit.toMillis());
    }

    /** What a transaction has to say at its beginning. */
    String statement() {
        return statement;
    }
}
