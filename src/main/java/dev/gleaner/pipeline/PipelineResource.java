package dev.gleaner.pipeline;

import dev.gleaner.database.SessionGateway;
import dev.gleaner.http.Condition;
import dev.gleaner.http.ListRequest;
import dev.gleaner.http.Listing;
import dev.gleaner.http.Listings;
import dev.gleaner.http.ProblemException;
import dev.gleaner.http.Sorting;
import dev.gleaner.identity.Actor;
import dev.gleaner.identity.Audit;
import dev.gleaner.identity.CurrentUser;
import dev.gleaner.vocabulary.AuditAction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** The machine room: what each workflow is doing, and the switches. */
@Path("/api/v1/pipelines")
@RolesAllowed("USER")
@Tag(name = "Pipelines")
class PipelineResource {
    private static final Sorting<Attempt> NEWEST_FIRST =
            Sorting.of(Attempt::id, "-claimedAt").by("claimedAt", Instant.class, Attempt::claimedAt);

    private final SessionGateway sessions;
    private final Engine engine;
    private final Pipelines pipelines;
    private final Attempts attempts;
    private final Listings listings;
    private final Audit audit;
    private final CurrentUser user;

    PipelineResource(
            SessionGateway sessions,
            Engine engine,
            Pipelines pipelines,
            Attempts attempts,
            Listings listings,
            Audit audit,
            CurrentUser user) {
        this.sessions = sessions;
        this.engine = engine;
        this.pipelines = pipelines;
        this.attempts = attempts;
        this.listings = listings;
        this.audit = audit;
        this.user = user;
    }

    /** One row per workflow. */
    @GET
    @Operation(summary = "What each workflow is doing")
    public Uni<List<PipelineView>> list() {
        String tenant = user.tenant();
        return Multi.createFrom()
                .iterable(engine.workflows())
                .onItem()
                .transformToUniAndConcatenate(workflow -> engine.inFlight(workflow.name())
                        .chain(inFlight -> sessions.inTransactionOf(
                                tenant, "view pipeline", () -> pipelines.view(tenant, workflow, inFlight))))
                .collect()
                .asList();
    }

    /** Claims nothing more, on all replicas. */
    @POST
    @Path("/{name}/pause")
    @RolesAllowed("ADMIN")
    @Operation(summary = "Pause a workflow on all replicas")
    @APIResponse(responseCode = "204", description = "Holds for all replicas from their next claim on")
    public Uni<Void> pause(@RestPath String name) {
        return change(name, true);
    }

    /** Claims again. */
    @POST
    @Path("/{name}/resume")
    @RolesAllowed("ADMIN")
    @Operation(summary = "Resume a workflow on all replicas")
    @APIResponse(responseCode = "204", description = "Holds for all replicas from their next claim on")
    public Uni<Void> resume(@RestPath String name) {
        return change(name, false).invoke(engine::nudge);
    }

    private Uni<Void> change(String name, boolean paused) {
        requireKnown(name);
        Actor actor = user.actor();
        AuditAction action = paused ? AuditAction.PIPELINE_PAUSED : AuditAction.PIPELINE_RESUMED;
        return sessions.inTransactionOf(
                actor.tenant(),
                "pause pipeline",
                () -> pipelines
                        .pause(name, paused, actor.name())
                        .chain(() -> audit.record(actor, action, "pipeline/" + name, Map.of())));
    }

    /** The trail of a workflow, or of one item. */
    @GET
    @Path("/{name}/attempts")
    @Operation(summary = "List attempts, the latest first")
    public Uni<Listing<AttemptView>> attempts(
            @RestPath String name, @RestQuery UUID itemId, @BeanParam ListRequest request) {
        requireKnown(name);
        Condition condition = Condition.equal("tenant", user.tenant())
                .and(Condition.equal("workflow", name))
                .and(Condition.equal("itemId", itemId));
        return sessions.inTransactionOf(
                user.tenant(),
                "list attempts",
                () -> listings.list(attempts, condition, NEWEST_FIRST, request).map(page -> page.map(AttemptView::of)));
    }

    private void requireKnown(String name) {
        if (!engine.names().contains(name)) {
            throw ProblemException.notFound(
                    "There is no workflow " + name + ", only " + String.join(", ", engine.names()));
        }
    }
}
