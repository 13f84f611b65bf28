package dev.gleaner.database;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hibernate.reactive.mutiny.impl.MutinySessionImpl;

/**
 * Tells PostgreSQL how long a statement of this transaction, and a silence within it, may last. A pooler in transaction
 * mode refuses such startup parameters or ignores them, and {@code ALTER ROLE} would bind whoever else uses the role; what
 * is local to the transaction reaches the right server connection and leaves nothing behind on it. Both go in one message
 * of the simple protocol: one round trip, where a prepared statement would cost two.
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

    /** Sets them for the transaction that has just begun. */
    Uni<Void> set() {
        return Panache.getSession().chain(session -> Uni.createFrom().completionStage(() -> unprepared(session)));
    }

    /** Hibernate's own interface knows prepared statements only. */
    private CompletionStage<Void> unprepared(Mutiny.Session session) {
        return ((MutinySessionImpl) session).getReactiveConnection().executeUnprepared(statement);
    }
}
