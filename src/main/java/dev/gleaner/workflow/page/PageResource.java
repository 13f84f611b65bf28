package dev.gleaner.workflow.page;

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
import dev.gleaner.pipeline.PipelineSettings;
import dev.gleaner.workflow.site.UrlReceipt;
import dev.gleaner.workflow.site.UrlSubmission;
import dev.gleaner.workflow.site.UrlSubmissions;
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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Pages as people see and decide on them. */
@Path("/api/v1/pages")
@RolesAllowed("USER")
@Tag(name = "Pages")
class PageResource {
    private static final Sorting<Page> SORTING = Sorting.of(Page::id, "-createdAt")
            .by("createdAt", Instant.class, Page::createdAt)
            .by("updatedAt", Instant.class, Page::updatedAt)
            .byNullable("lastModified", Instant.class, Page::lastModified)
            .byNullable("title", String.class, Page::title)
            .by("url", String.class, Page::url);

    private final SessionGateway sessions;
    private final Pages pages;
    private final UrlSubmissions submissions;
    private final UrlSubmissions.Desk<Page> desk;
    private final Listings listings;
    private final Curation curation;
    private final Engine engine;
    private final CurrentUser user;
    private final int maxAttempts;

    PageResource(
            SessionGateway sessions,
            Pages pages,
            UrlSubmissions submissions,
            PageIntake intake,
            PageClassifier classifier,
            Listings listings,
            Curation curation,
            Engine engine,
            CurrentUser user,
            PipelineSettings settings) {
        this.sessions = sessions;
        this.pages = pages;
        this.submissions = submissions;
        this.desk = new UrlSubmissions.Desk<>(
                pages,
                Page::url,
                (site, urls) -> intake.receive(
                        site,
                        null,
                        null,
                        urls.stream().map(it -> FoundPage.at(it, classifier)).toList()));
        this.listings = listings;
        this.curation = curation;
        this.engine = engine;
        this.user = user;
        this.maxAttempts = settings.of("page").maxAttempts();
    }

    /** One page of them. */
    @GET
    @Operation(summary = "List pages")
    public Uni<Listing<PageView>> list(@BeanParam PageFilter filter, @BeanParam ListRequest request) {
        Condition condition = Condition.equal("tenant", user.tenant()).and(filter.condition());
        return sessions.inTransaction(
                "list pages",
                () -> listings.list(pages, condition, SORTING, request).map(page -> page.map(this::view)));
    }

    /** One of them. */
    @GET
    @Path("/{id}")
    @Operation(summary = "Get a page")
    public Uni<PageView> get(@RestPath UUID id) {
        String tenant = user.tenant();
        return sessions.inTransaction(
                "get page", () -> ItemLookup.require(pages, tenant, id).map(this::view));
    }

    /** Enters addresses that a person knows of. */
    @POST
    @Operation(summary = "Submit pages")
    public Uni<UrlReceipt> submit(@Valid @NotNull UrlSubmission submission) {
        String tenant = user.tenant();
        return sessions.inTransaction("submit pages", () -> submissions.receive(tenant, submission, desk))
                .invoke(engine::nudge);
    }

    /** Decides on many at once, by ids or by filter. */
    @PATCH
    @Path("/curation")
    @Operation(summary = "Decide on pages")
    public Uni<Curated> curate(@Valid @NotNull Decision<PageFilter> decision) {
        String tenant = user.tenant();
        return sessions.inTransaction("curate pages", () -> curation.decide(pages, tenant, decision))
                .invoke(engine::nudge);
    }

    /** Tries failed ones again. */
    @POST
    @Path("/requeue")
    @Operation(summary = "Try failed pages again")
    public Uni<Curated> requeue(@Valid @NotNull Requeue<PageFilter> requeue) {
        String tenant = user.tenant();
        return sessions.inTransaction("requeue pages", () -> curation.requeue(pages, tenant, requeue))
                .invoke(engine::nudge);
    }

    private PageView view(Page page) {
        return PageView.of(page, maxAttempts);
    }
}
