package dev.gleaner.workflow.page.broken;

import dev.gleaner.database.SessionGateway;
import io.smallrye.mutiny.Uni;

/** A resource whose queries see the rows of all tenants. */
class FarSightedResource {
    SessionGateway sessions;

    Uni<Void> list() {
        return sessions.inTransaction("list", () -> Uni.createFrom().voidItem());
    }
}
