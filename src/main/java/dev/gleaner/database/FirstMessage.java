package dev.gleaner.database;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionStage;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hibernate.reactive.mutiny.impl.MutinySessionImpl;

/**
 * What each transaction tells PostgreSQL after its {@code BEGIN}: its time limits and whose rows it may see. All in one
 * message of the simple protocol: one round trip, where each prepared statement would cost two.
 */
@Singleton
class FirstMessage {
    private final TimeLimits limits;
    private final TenantWall wall;

    FirstMessage(TimeLimits limits, TenantWall wall) {
        this.limits = limits;
        this.wall = wall;
    }

    /** Sends it in the transaction that has just begun. */
    Uni<Void> send(Reach reach) {
        String statement = limits.statement() + "; " + wall.statement(reach);
        return Panache.getSession()
                .chain(session -> Uni.createFrom().completionStage(() -> unprepared(session, statement)));
    }

    /** Hibernate's own interface knows prepared statements only. */
    private static CompletionStage<Void> unprepared(Mutiny.Session session, String statement) {
        return ((MutinySessionImpl) session).getReactiveConnection().executeUnprepared(statement);
    }
}
