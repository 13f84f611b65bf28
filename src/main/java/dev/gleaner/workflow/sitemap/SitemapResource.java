package dev.gleaner.workflow.sitemap;

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
import dev.gleaner.vocabulary.DiscoverySource;
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

    private final SessionGateway sessions;
    private final Sitemaps sitemaps;
    private final UrlSubmissions submissions;
    private final UrlSubmissions.Desk<Sitemap> desk;
    private final Listings listings;
    private final Curation curation;
    private final Engine engine;
    private final CurrentUser user;
    private final int maxAttempts;

    SitemapResource(
            SessionGateway sessions,
            Sitemaps sitemaps,
            UrlSubmissions submissions,
            SitemapIntake intake,
            Listings listings,
            Curation curation,
            Engine engine,
            CurrentUser user,
            PipelineSettings settings) {
        this.sessions = sessions;
        this.sitemaps = sitemaps;
        this.submissions = submissions;
        this.desk = new UrlSubmissions.Desk<>(
                sitemaps,
                Sitemap::url,
                (site, urls) -> intake.receive(
                        site,
                        null,
                        urls.stream()
                                .map(it -> new FoundSitemap(it, DiscoverySource.MANUAL))
                                .toList()));
        this.listings = listings;
        this.curation = curation;
        this.engine = engine;
        this.user = user;
        this.maxAttempts = settings.of("sitemap").maxAttempts();
    }

    /** One page of them. */
    @GET
    @Operation(summary = "List sitemaps")
    public Uni<Listing<SitemapView>> list(@BeanParam SitemapFilter filter, @BeanParam ListRequest request) {
        Condition condition = Condition.equal("tenant", user.tenant()).and(filter.condition());
        return sessions.inTransaction(
                "list sitemaps",
                () -> listings.list(sitemaps, condition, SORTING, request).map(page -> page.map(this::view)));
    }

    /** One of them. */
    @GET
    @Path("/{id}")
    @Operation(summary = "Get a sitemap")
    public Uni<SitemapView> get(@RestPath UUID id) {
        String tenant = user.tenant();
        return sessions.inTransaction(
                "get sitemap", () -> ItemLookup.require(sitemaps, tenant, id).map(this::view));
    }

    /** Enters addresses that a person knows of. */
    @POST
    @Operation(summary = "Submit sitemaps")
    public Uni<UrlReceipt> submit(@Valid @NotNull UrlSubmission submission) {
        String tenant = user.tenant();
        return sessions.inTransaction("submit sitemaps", () -> submissions.receive(tenant, submission, desk))
                .invoke(engine::nudge);
    }

    /** Decides on many at once, by ids or by filter. */
    @PATCH
    @Path("/curation")
    @Operation(summary = "Decide on sitemaps")
    public Uni<Curated> curate(@Valid @NotNull Decision<SitemapFilter> decision) {
        String tenant = user.tenant();
        return sessions.inTransaction("curate sitemaps", () -> curation.decide(sitemaps, tenant, decision))
                .invoke(engine::nudge);
    }

    /** Tries failed ones again. */
    @POST
    @Path("/requeue")
    @Operation(summary = "Try failed sitemaps again")
    public Uni<Curated> requeue(@Valid @NotNull Requeue<SitemapFilter> requeue) {
        String tenant = user.tenant();
        return sessions.inTransaction("requeue sitemaps", () -> curation.requeue(sitemaps, tenant, requeue))
                .invoke(engine::nudge);
    }

    private SitemapView view(Sitemap sitemap) {
        return SitemapView.of(sitemap, maxAttempts);
    }
}
