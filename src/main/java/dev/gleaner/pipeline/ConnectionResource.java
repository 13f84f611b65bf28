package dev.gleaner.pipeline;

import dev.gleaner.database.PoolWatch;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who holds a database connection of this replica. Asks no database: it answers when there is none left, too. */
@Path("/api/v1/connections")
@RolesAllowed("ADMIN")
@Tag(name = "Pipelines")
class ConnectionResource {
    private final PoolWatch watch;

    ConnectionResource(PoolWatch watch) {
        this.watch = watch;
    }

    /** The holders of this moment. */
    @GET
    @NonBlocking
    @Operation(summary = "Who holds this replica's database connections, and since when")
    public ConnectionsView view() {
        return ConnectionsView.of(watch);
    }
}
