package dev.gleaner.identity;

import dev.gleaner.database.SessionGateway;
import dev.gleaner.http.Condition;
import dev.gleaner.http.ListRequest;
import dev.gleaner.http.Listing;
import dev.gleaner.http.Listings;
import dev.gleaner.http.Sorting;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The audit log, for administrators. */
@Path("/api/v1/audit")
@RolesAllowed("ADMIN")
@Tag(name = "Audit")
class AuditResource {
    private static final Sorting<AuditEntry> NEWEST_FIRST =
            Sorting.of(AuditEntry::id, "-at").by("at", Instant.class, AuditEntry::at);

    private final SessionGateway sessions;
    private final AuditEntries entries;
    private final Listings listings;
    private final CurrentUser user;

    AuditResource(SessionGateway sessions, AuditEntries entries, Listings listings, CurrentUser user) {
        this.sessions = sessions;
        this.entries = entries;
        this.listings = listings;
        this.user = user;
    }

    /** Who did what, the latest first. */
    @GET
    @Operation(summary = "List who did what, the latest first")
    public Uni<Listing<AuditView>> list(@BeanParam AuditFilter filter, @BeanParam ListRequest request) {
        Condition condition = Condition.equal("tenant", user.tenant()).and(filter.condition());
        return sessions.inTransactionOf(
                user.tenant(),
                "list audit",
                () -> listings.list(entries, condition, NEWEST_FIRST, request).map(page -> page.map(AuditView::of)));
    }
}
