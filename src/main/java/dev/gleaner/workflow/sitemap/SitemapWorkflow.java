package dev.gleaner.workflow.sitemap;

import dev.gleaner.address.SiteName;
import dev.gleaner.address.WebUrl;
import dev.gleaner.fetch.Content;
import dev.gleaner.fetch.FetchRequest;
import dev.gleaner.fetch.Fetched;
import dev.gleaner.fetch.Fetcher;
import dev.gleaner.item.WorkItems;
import dev.gleaner.phase.Offload;
import dev.gleaner.pipeline.Finished;
import dev.gleaner.pipeline.Outcome;
import dev.gleaner.pipeline.Workflow;
import dev.gleaner.vocabulary.FetchPurpose;
import dev.gleaner.workflow.page.PageIntake;
import dev.gleaner.workflow.page.PageListing;
import dev.gleaner.workflow.site.FetchOutcomes;
import dev.gleaner.workflow.site.ScanOrder;
import dev.gleaner.workflow.site.Site;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Imports a sitemap: hands the pages it names to the next room, and the sitemaps it names to its own. */
@ApplicationScoped
class SitemapWorkflow implements Workflow<Sitemap, SitemapWorkflow.Task, Import> {

    /** What phase two and three need to know of a sitemap. */
    record Task(
            Site site,
            UUID id,
            WebUrl url,
            int depth,
            @Nullable ScanOrder order) {}

    private final Sitemaps sitemaps;
    private final Fetcher fetcher;
    private final Offload offload;
    private final SitemapImporter importer;
    private final ImportedSitemaps imported;
    private final SitemapIntake children;
    private final PageIntake pages;
    private final ProbedSitemaps probed;
    private final boolean requeuesChanged;

    SitemapWorkflow(
            Sitemaps sitemaps,
            Fetcher fetcher,
            Offload offload,
            SitemapImporter importer,
            ImportedSitemaps imported,
            SitemapIntake children,
            PageIntake pages,
            ProbedSitemaps probed,
            SitemapSettings settings) {
        this.sitemaps = sitemaps;
        this.fetcher = fetcher;
        this.offload = offload;
        this.importer = importer;
        this.imported = imported;
        this.children = children;
        this.pages = pages;
        this.probed = probed;
        this.requeuesChanged = settings.requeueChanged();
    }

    @Override
    public String name() {
        return "sitemap";
    }

    @Override
    public WorkItems<Sitemap> shelf() {
        return sitemaps;
    }

    @Override
    public boolean isLaned() {
        return true;
    }

    @Override
    public Task taskOf(Sitemap sitemap) {
        Site site = new Site(sitemap.tenant(), sitemap.domainId, new SiteName(sitemap.domain));
        ScanOrder order = sitemap.order != null && sitemap.order.scan() != null ? sitemap.order : null;
        return new Task(site, sitemap.id(), WebUrl.of(sitemap.url), sitemap.depth, order);
    }

    @Override
    public Duration rest(Task task) {
        return fetcher.delayOf(task.url().host());
    }

    @Override
    public Uni<Outcome<Import>> fetch(Task task) {
        return visit(task.url())
                .chain(fetched -> fetched instanceof Fetched.Body body
                        ? read(task, body)
                        : Uni.createFrom().item(FetchOutcomes.of(fetched)));
    }

    private Uni<Fetched> visit(WebUrl url) {
        return probed.take(url)
                .map(response -> Uni.createFrom().<Fetched>item(new Fetched.Body(response)))
                .orElseGet(() -> fetcher.get(new FetchRequest(url, FetchPurpose.SITEMAP)));
    }

    private Uni<Outcome<Import>> read(Task task, Fetched.Body body) {
        return offload.compute(() -> {
            try (Content content = body.response().content()) {
                return importer.read(task, body.response());
            }
        });
    }

    @Override
    public Uni<Void> persist(List<Finished<Task, Import>> batch) {
        return imported.write(batch)
                .chain(() -> Multi.createFrom()
                        .iterable(batch)
                        .onItem()
                        .transformToUniAndConcatenate(it -> handOn(it.task(), it.result()))
                        .collect()
                        .asList()
                        .replaceWithVoid());
    }

    private Uni<Void> handOn(Task task, Import read) {
        PageListing listing = new PageListing(task.id(), read.isWhole(), requeuesChanged);
        return children.receiveChildren(task, read.children())
                .chain(() -> pages.receive(task.site(), listing, task.order(), read.pages()))
                .replaceWithVoid();
    }
}
