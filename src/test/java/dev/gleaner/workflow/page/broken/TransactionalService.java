package dev.gleaner.workflow.page.broken;

import dev.gleaner.database.SessionGateway;
import io.smallrye.mutiny.Uni;

/** A service that opens a transaction of its own. */
class TransactionalService {
    SessionGateway sessions;

    Uni<Void> run() {
        return sessions.inTransaction("a service", () -> Uni.createFrom().voidItem());
    }
}
