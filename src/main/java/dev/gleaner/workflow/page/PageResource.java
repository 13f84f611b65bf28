package dev.gleaner.workflow.page;

import dev.gleaner.curation.Curated;
import dev.gleaner.curation.Decision;
import dev.gleaner.curation.Requeue;
import dev.gleaner.http.ListRequest;
import dev.gleaner.http.Listing;
import dev.gleaner.http.Sorting;
import dev.gleaner.workflow.desk.ItemDesk;
import dev.gleaner.workflow.desk.ItemDesks;
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

    private final ItemDesk<Page, PageView> desk;
    private final ItemDesk<Page, PageDetailView> details;
    private final UrlSubmissions submissions;
    private final UrlSubmissions.Desk<Page> letterbox;

    PageResource(
            ItemDesks desks,
            Pages pages,
            PageDetails details,
            PageIntake intake,
            PageClassifier classifier,
            UrlSubmissions submissions) {
        this.desk = desks.of("page", pages, SORTING, PageView::of);
        this.details = desks.of(pages, SORTING, details::of);
        this.submissions = submissions;
        this.letterbox = new UrlSubmissions.Desk<>(
                pages,
                Page::url,
                (site, urls) -> intake.enter(
                        site,
                        urls.stream().map(it -> FoundPage.at(it, classifier)).toList()));
    }

    /** One page of them. */
    @GET
    @Operation(summary = "List pages")
    public Uni<Listing<PageView>> list(@BeanParam PageFilter filter, @BeanParam ListRequest request) {
        return desk.list(filter, request);
    }

    /** One of them. */
    @GET
    @Path("/{id}")
    @Operation(summary = "Get a page")
    public Uni<PageDetailView> get(@RestPath UUID id) {
        return details.get(id);
    }

    /** Enters addresses that a person knows of. */
    @POST
    @Operation(summary = "Submit pages")
    public Uni<UrlReceipt> submit(@Valid @NotNull UrlSubmission submission) {
        return desk.submit(tenant -> submissions.receive(tenant, submission, letterbox));
    }

    /** Decides on many at once, by ids or by filter. */
    @PATCH
    @Path("/curation")
    @Operation(summary = "Decide on pages")
    public Uni<Curated> curate(@Valid @NotNull Decision<PageFilter> decision) {
        return desk.curate(decision);
    }

    /** Tries failed ones again. */
    @POST
    @Path("/requeue")
    @Operation(summary = "Try failed pages again")
    public Uni<Curated> requeue(@Valid @NotNull Requeue<PageFilter> requeue) {
        return desk.requeue(requeue);
    }
}
