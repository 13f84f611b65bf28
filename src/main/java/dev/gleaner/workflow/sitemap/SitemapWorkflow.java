package dev.gleaner.workflow.sitemap;

import dev.gleaner.address.SiteName;
import dev.gleaner.address.WebUrl;
import dev.gleaner.fetch.Content;
import dev.gleaner.fetch.Fetched;
import dev.gleaner.fetch.Fetcher;
import dev.gleaner.fetch.Validators;
import dev.gleaner.item.WorkItems;
import dev.gleaner.phase.Offload;
import dev.gleaner.pipeline.Finished;
import dev.gleaner.pipeline.Outcome;
import dev.gleaner.pipeline.Workflow;
import dev.gleaner.vocabulary.FetchPurpose;
import dev.gleaner.workflow.page.PageIntake;
import dev.gleaner.workflow.page.PageListing;
import dev.gleaner.workflow.site.FetchOutcomes;
import dev.gleaner.workflow.site.ReadVersion;
import dev.gleaner.workflow.site.ReadVersions;
import dev.gleaner.workflow.site.ScanOrder;
import dev.gleaner.workflow.site.Site;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Imports a sitemap: hands the pages it names to the next room, and the sitemaps it names to its own. */
@ApplicationScoped
class SitemapWorkflow implements Workflow<Sitemap, SitemapWorkflow.Task, SitemapVisit> {
    /** To be raised when the same bytes would be read otherwise than before: then unchanged sitemaps are read again. */
    private static final int EDITION = 1;

    /**
     * What phase two and three need to know of a sitemap.
     *
     * @param known the version that was read last
     * @param wasEmpty whether it was of no use then
     */
    record Task(
            Site site,
            UUID id,
            WebUrl url,
            int depth,
            @Nullable ScanOrder order,
            Optional<Validators> known,
            boolean wasEmpty) {}

    private final Sitemaps sitemaps;
    private final Fetcher fetcher;
    private final Offload offload;
    private final SitemapImporter importer;
    private final ImportedSitemaps imported;
    private final ReadVersions versions;
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
            ReadVersions versions,
            SitemapIntake children,
            PageIntake pages,
            ProbedSitemaps probed,
            SitemapSettings settings) {
        this.sitemaps = sitemaps;
        this.fetcher = fetcher;
        this.offload = offload;
        this.importer = importer;
        this.imported = imported;
        this.versions = versions;
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
        Site site = new Site(sitemap.tenant(), sitemap.domainId, new SiteName(sitemap.domain), sitemap.robotsIgnored);
        ScanOrder order = sitemap.order != null && sitemap.order.scan() != null ? sitemap.order : null;
        return new Task(
                site,
                sitemap.id(),
                WebUrl.of(sitemap.url),
                sitemap.depth,
                order,
                ReadVersion.current(sitemap.version, EDITION, sitemap.leaseNumber()),
                sitemap.importedCount == null || sitemap.importedCount == 0);
    }

    @Override
    public Duration rest(Task task) {
        return fetcher.delayOf(task.url().host());
    }

    @Override
    public Uni<Outcome<SitemapVisit>> fetch(Task task) {
        return visit(task).chain(fetched -> outcomeOf(task, fetched));
    }

    private Uni<Fetched> visit(Task task) {
        return probed.take(task.url())
                .map(response -> Uni.createFrom().<Fetched>item(new Fetched.Body(response)))
                .orElseGet(() -> fetcher.get(task.site().request(task.url(), FetchPurpose.SITEMAP, task.known())));
    }

    private Uni<Outcome<SitemapVisit>> outcomeOf(Task task, Fetched fetched) {
        if (fetched instanceof Fetched.Body body) {
            return read(task, body);
        }
        return Uni.createFrom()
                .item(
                        fetched instanceof Fetched.NotModified unchanged
                                ? unchanged(task, SitemapVisit.unchanged(unchanged.known()))
                                : FetchOutcomes.of(fetched));
    }

    private static Outcome<SitemapVisit> unchanged(Task task, SitemapVisit visit) {
        return task.wasEmpty() ? new Outcome.Empty<>(visit) : new Outcome.Done<>(visit);
    }

    private Uni<Outcome<SitemapVisit>> read(Task task, Fetched.Body body) {
        return offload.compute(() -> {
            try (Content content = body.response().content()) {
                return importer.read(task, body.response());
            }
        });
    }

    @Override
    public Uni<Void> persist(List<Finished<Task, SitemapVisit>> batch) {
        return imported.write(batch)
                .chain(() -> versions.write(
                        sitemaps.table(),
                        EDITION,
                        batch.stream()
                                .collect(Collectors.toMap(
                                        Finished::id, it -> it.result().version()))))
                .chain(() -> Multi.createFrom()
                        .iterable(batch)
                        .onItem()
                        .transformToUniAndConcatenate(it -> handOn(it.task(), it.result()))
                        .collect()
                        .asList())
                .chain(() -> imported.forgetVersionsOfUnknown(batch));
    }

    @Override
    public int rows(SitemapVisit visit) {
        return visit.read()
                .map(read -> read.pages().size() + read.children().size())
                .orElse(1);
    }

    private Uni<Void> handOn(Task task, SitemapVisit visit) {
        return visit.read().map(read -> handOn(task, read)).orElseGet(() -> handOnAgain(task));
    }

    private Uni<Void> handOn(Task task, Import read) {
        PageListing listing = new PageListing(task.id(), read.isWhole(), requeuesChanged);
        return children.receiveChildren(task, read.children())
                .chain(() -> pages.receive(task.site(), listing, task.order(), read.pages()))
                .replaceWithVoid();
    }

    /** What hung on the sitemap when it was read hangs on it still. */
    private Uni<Void> handOnAgain(Task task) {
        return sitemaps.childrenOf(task.id())
                .chain(known -> children.receiveChildren(task, known))
                .chain(() -> pages.receiveAgain(task.site(), task.id(), task.order()));
    }
}
