package dev.gleaner.workflow.scan;

import dev.gleaner.address.SiteName;
import dev.gleaner.database.SessionGateway;
import dev.gleaner.http.Condition;
import dev.gleaner.http.ListRequest;
import dev.gleaner.http.Listing;
import dev.gleaner.http.Listings;
import dev.gleaner.http.ProblemException;
import dev.gleaner.http.Sorting;
import dev.gleaner.identity.Actor;
import dev.gleaner.identity.CurrentUser;
import dev.gleaner.pipeline.Engine;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestStreamElementType;

/** Scans: one domain all the way through. */
@Path("/api/v1/scans")
@RolesAllowed("USER")
@Tag(name = "Scans")
class ScanResource {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
    /** Well below what proxies, and this service itself, take for a dead connection. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(15);

    private static final Sorting<Scan> SORTING =
            Sorting.of(Scan::id, "-createdAt").by("createdAt", Instant.class, Scan::createdAt);

    private final SessionGateway sessions;
    private final Scans scans;
    private final ScanStarter starter;
    private final Listings listings;
    private final Engine engine;
    private final CurrentUser user;

    ScanResource(
            SessionGateway sessions,
            Scans scans,
            ScanStarter starter,
            Listings listings,
            Engine engine,
            CurrentUser user) {
        this.sessions = sessions;
        this.scans = scans;
        this.starter = starter;
        this.listings = listings;
        this.engine = engine;
        this.user = user;
    }

    /** Starts a scan; the same one again, while it is under way, is that one. */
    @POST
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Scan a domain: its metadata, sitemaps, pages and contacts")
    @APIResponse(
            responseCode = "202",
            description = "Accepted; Location leads to the scan",
            content = @Content(schema = @Schema(implementation = ScanView.class)))
    public Uni<RestResponse<ScanView>> start(@Valid @NotNull ScanRequest request) {
        Actor actor = user.actor();
        SiteName site = SiteName.parse(request.domain())
                .orElseThrow(() -> ProblemException.invalid("domain", "must be a domain name or a web address"));
        return sessions.inTransactionOf(
                        actor.tenant(),
                        "start scan",
                        () -> starter.start(actor, site, request).map(ScanView::of))
                .invoke(engine::nudge)
                .map(ScanResource::accepted);
    }

    private static RestResponse<ScanView> accepted(ScanView scan) {
        return RestResponse.ResponseBuilder.create(Status.ACCEPTED, scan)
                .location(URI.create("/api/v1/scans/" + scan.id()))
                .build();
    }

    /** One page of them. */
    @GET
    @Operation(summary = "List scans")
    public Uni<Listing<ScanView>> list(@BeanParam ListRequest request) {
        String tenant = user.tenant();
        Condition own = Condition.equal("tenant", tenant);
        return sessions.inTransactionOf(
                tenant,
                "list scans",
                () -> listings.list(scans, own, SORTING, request).map(page -> page.map(ScanView::of)));
    }

    /** How far a scan has come. */
    @GET
    @Path("/{id}")
    @Operation(summary = "Get a scan")
    public Uni<ScanView> get(@RestPath UUID id) {
        return look(user.tenant(), id);
    }

    /** The same as server-sent events, one per change and now and then without one, until it ends. */
    @GET
    @Path("/{id}/events")
    @ExistingScan
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Follow a scan",
            description = "Server-sent events; the data of each is the scan as JSON. Ends when the scan does.")
    // a stream of bytes: OpenAPI 3.1 has no word for events, and a client that expects JSON fails on them
    @APIResponse(
            responseCode = "200",
            description = "One event per change",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Multi<ScanView> events(@RestPath UUID id) {
        String tenant = user.tenant();
        return look(tenant, id)
                .onItem()
                .transformToMulti(
                        first -> first.status().isFinal() ? Multi.createFrom().item(first) : follow(tenant, id));
    }

    private Multi<ScanView> follow(String tenant, UUID id) {
        return Multi.createFrom()
                .deferred(() -> Multi.createBy()
                        .repeating()
                        .uni(() -> look(tenant, id))
                        .withDelay(BETWEEN_LOOKS)
                        .whilst(scan -> !scan.status().isFinal())
                        .select()
                        .where(new WorthTelling<>(LONGEST_SILENCE)));
    }

    private Uni<ScanView> look(String tenant, UUID id) {
        return sessions.inTransactionOf(
                tenant, "get scan", () -> scans.require(tenant, id).map(ScanView::of));
    }
}
