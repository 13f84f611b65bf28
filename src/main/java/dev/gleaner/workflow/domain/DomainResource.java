package dev.gleaner.workflow.domain;

import dev.gleaner.curation.Curated;
import dev.gleaner.curation.Curation;
import dev.gleaner.curation.Decision;
import dev.gleaner.curation.ItemLookup;
import dev.gleaner.curation.Requeue;
import dev.gleaner.database.SessionGateway;
import dev.gleaner.http.Condition;
import dev.gleaner.http.ListRequest;
import dev.gleaner.http.Listing;
import dev.gleaner.http.Listings;
import dev.gleaner.http.Sorting;
import dev.gleaner.identity.CurrentUser;
import dev.gleaner.pipeline.Engine;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Domains as people see and decide on them. */
@Path("/api/v1/domains")
@RolesAllowed("USER")
@Tag(name = "Domains")
class DomainResource {
    private static final Sorting<Domain> SORTING = Sorting.of(Domain::id, "-createdAt")
            .by("createdAt", Instant.class, Domain::createdAt)
            .by("updatedAt", Instant.class, Domain::updatedAt)
            .by("domain", "name", String.class, false, Domain::name);

    private final SessionGateway sessions;
    private final Domains domains;
    private final DomainSubmissions submissions;
    private final Listings listings;
    private final Curation curation;
    private final Engine engine;
    private final CurrentUser user;
    private final DomainViews views;

    DomainResource(
            SessionGateway sessions,
            Domains domains,
            DomainSubmissions submissions,
            Listings listings,
            Curation curation,
            Engine engine,
            CurrentUser user,
            DomainViews views) {
        this.sessions = sessions;
        this.domains = domains;
        this.submissions = submissions;
        this.listings = listings;
        this.curation = curation;
        this.engine = engine;
        this.user = user;
        this.views = views;
    }

    /** One page of them. */
    @GET
    @Operation(summary = "List domains")
    public Uni<Listing<DomainView>> list(@BeanParam DomainFilter filter, @BeanParam ListRequest request) {
        Condition condition = Condition.equal("tenant", user.tenant()).and(filter.condition());
        return sessions.inTransaction(
                "list domains",
                () -> listings.list(domains, condition, SORTING, request).chain(this::viewed));
    }

    /** One of them. */
    @GET
    @Path("/{id}")
    @Operation(summary = "Get a domain")
    public Uni<DomainView> get(@RestPath UUID id) {
        String tenant = user.tenant();
        return sessions.inTransaction(
                "get domain",
                () -> ItemLookup.require(domains, tenant, id)
                        .chain(domain -> views.of(List.of(domain)).map(it -> it.get(0))));
    }

    /** Enters domains that a person knows of. */
    @POST
    @Operation(summary = "Submit domains")
    public Uni<DomainReceipt> submit(@Valid @NotNull DomainSubmission submission) {
        String tenant = user.tenant();
        return sessions.inTransaction("submit domains", () -> submissions.receive(tenant, submission))
                .invoke(engine::nudge);
    }

    /** Decides on many at once, by ids or by filter. */
    @PATCH
    @Path("/curation")
    @Operation(summary = "Decide on domains")
    public Uni<Curated> curate(@Valid @NotNull Decision<DomainFilter> decision) {
        String tenant = user.tenant();
        return sessions.inTransaction("curate domains", () -> curation.decide(domains, tenant, decision))
                .invoke(engine::nudge);
    }

    /** Tries failed ones again. */
    @POST
    @Path("/requeue")
    @Operation(summary = "Try failed domains again")
    public Uni<Curated> requeue(@Valid @NotNull Requeue<DomainFilter> requeue) {
        String tenant = user.tenant();
        return sessions.inTransaction("requeue domains", () -> curation.requeue(domains, tenant, requeue))
                .invoke(engine::nudge);
    }

    private Uni<Listing<DomainView>> viewed(Listing<Domain> page) {
        return views.of(page.items()).map(items -> new Listing<>(items, page.nextCursor(), page.total()));
    }
}
