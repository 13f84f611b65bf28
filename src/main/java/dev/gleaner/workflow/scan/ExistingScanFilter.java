package dev.gleaner.workflow.scan;

import dev.gleaner.database.SessionGateway;
import dev.gleaner.http.ProblemException;
import dev.gleaner.identity.CurrentUser;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Looks for the scan before its stream begins: the head of a stream is sent at once, and then no 404 is possible. */
@ApplicationScoped
class ExistingScanFilter {
    private static final int AFTER_THE_OTHERS = Priorities.USER + 1000;

    private final SessionGateway sessions;
    private final Scans scans;
    private final CurrentUser user;

    ExistingScanFilter(SessionGateway sessions, Scans scans, CurrentUser user) {
        this.sessions = sessions;
        this.scans = scans;
        this.user = user;
    }

    /** Passes what is there. */
    @ExistingScan
    @ServerRequestFilter(priority = AFTER_THE_OTHERS)
    public Uni<Void> require(UriInfo address) {
        String tenant = user.tenant();
        UUID id = idOf(address.getPathParameters().getFirst("id"));
        return sessions.inTransactionOf(tenant, "look for scan", () -> scans.require(tenant, id))
                .replaceWithVoid();
    }

    private static UUID idOf(String written) {
        try {
            return UUID.fromString(written);
        } catch (IllegalArgumentException none) {
            throw ProblemException.notFound("There is no scan " + written);
        }
    }
}
