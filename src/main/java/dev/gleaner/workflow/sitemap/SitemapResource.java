package dev.gleaner.workflow.sitemap;

import dev.gleaner.curation.Curated;
import dev.gleaner.curation.Decision;
import dev.gleaner.curation.Requeue;
import dev.gleaner.http.ListRequest;
import dev.gleaner.http.Listing;
import dev.gleaner.http.Sorting;
import dev.gleaner.vocabulary.DiscoverySource;
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

/** Sitemaps as people see and decide on them. */
@Path("/api/v1/sitemaps")
@RolesAllowed("USER")
@Tag(name = "Sitemaps")
class SitemapResource {
    private static final Sorting<Sitemap> SORTING = Sorting.of(Sitemap::id, "-createdAt")
            .by("createdAt", Instant.class, Sitemap::createdAt)
            .by("updatedAt", Instant.class, Sitemap::updatedAt)
            .byNullable("urlCount", Integer.class, Sitemap::urlCount)
            .byNullable("lastModified", Instant.class, Sitemap::lastModified)
            .by("url", String.class, Sitemap::url);

    private final ItemDesk<Sitemap, SitemapView> desk;
    private final UrlSubmissions submissions;
    private final UrlSubmissions.Desk<Sitemap> letterbox;

    SitemapResource(ItemDesks desks, Sitemaps sitemaps, SitemapIntake intake, UrlSubmissions submissions) {
        this.desk = desks.of("sitemap", sitemaps, SORTING, SitemapView::of);
        this.submissions = submissions;
        this.letterbox = new UrlSubmissions.Desk<>(
                sitemaps,
                Sitemap::url,
                (site, urls) -> intake.receive(
                        site,
                        null,
                        urls.stream()
                                .map(it -> new FoundSitemap(it, DiscoverySource.MANUAL))
                                .toList()));
    }

    /** One page of them. */
    @GET
    @Operation(summary = "List sitemaps")
    public Uni<Listing<SitemapView>> list(@BeanParam SitemapFilter filter, @BeanParam ListRequest request) {
        return desk.list(filter, request);
    }

    /** One of them. */
    @GET
    @Path("/{id}")
    @Operation(summary = "Get a sitemap")
    public Uni<SitemapView> get(@RestPath UUID id) {
        return desk.get(id);
    }

    /** Enters addresses that a person knows of. */
    @POST
    @Operation(summary = "Submit sitemaps")
    public Uni<UrlReceipt> submit(@Valid @NotNull UrlSubmission submission) {
        return desk.submit(tenant -> submissions.receive(tenant, submission, letterbox));
    }

    /** Decides on many at once, by ids or by filter. */
    @PATCH
    @Path("/curation")
    @Operation(summary = "Decide on sitemaps")
    public Uni<Curated> curate(@Valid @NotNull Decision<SitemapFilter> decision) {
        return desk.curate(decision);
    }

    /** Tries failed ones again. */
    @POST
    @Path("/requeue")
    @Operation(summary = "Try failed sitemaps again")
    public Uni<Curated> requeue(@Valid @NotNull Requeue<SitemapFilter> requeue) {
        return desk.requeue(requeue);
    }
}
