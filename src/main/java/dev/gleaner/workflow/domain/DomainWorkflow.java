package dev.gleaner.workflow.domain;

import dev.gleaner.address.SiteName;
import dev.gleaner.address.WebUrl;
import dev.gleaner.fetch.Content;
import dev.gleaner.fetch.Fetched;
import dev.gleaner.fetch.Fetcher;
import dev.gleaner.fetch.Response;
import dev.gleaner.fetch.Robots;
import dev.gleaner.fetch.Validators;
import dev.gleaner.item.WorkItems;
import dev.gleaner.markup.ParsedPage;
import dev.gleaner.phase.Offload;
import dev.gleaner.pipeline.Failure;
import dev.gleaner.pipeline.Finished;
import dev.gleaner.pipeline.Outcome;
import dev.gleaner.pipeline.Workflow;
import dev.gleaner.vocabulary.ErrorCode;
import dev.gleaner.vocabulary.Step;
import dev.gleaner.workflow.page.FoundPage;
import dev.gleaner.workflow.page.PageClassifier;
import dev.gleaner.workflow.page.PageIntake;
import dev.gleaner.workflow.site.FetchOutcomes;
import dev.gleaner.workflow.site.ReadVersion;
import dev.gleaner.workflow.site.ReadVersions;
import dev.gleaner.workflow.site.ScanOrder;
import dev.gleaner.workflow.site.Site;
import dev.gleaner.workflow.sitemap.SitemapIntake;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Surveys a site: reads its home page and robots.txt, finds its sitemaps and hands them to the next room. */
@ApplicationScoped
class DomainWorkflow implements Workflow<Domain, DomainWorkflow.Task, Survey> {
    /** To be raised when the same bytes would be read otherwise than before: then unchanged home pages are read again. */
    private static final int EDITION = 1;

    /**
     * What the survey of a site needs to know.
     *
     * @param known the version of the home page that was read last
     * @param sitemaps what was found the last time by looking for sitemaps
     */
    record Task(Site site, Optional<Validators> known, List<ProbedSitemap> sitemaps) {}

    private final Domains domains;
    private final Fetcher fetcher;
    private final Offload offload;
    private final HomeVisit door;
    private final HomePageReader reader;
    private final SitemapDiscovery discovery;
    private final PageClassifier classifier;
    private final SitemapMemory memory;
    private final SurveyedDomains surveyed;
    private final ReadVersions versions;
    private final SitemapIntake sitemaps;
    private final PageIntake pages;

    DomainWorkflow(
            Domains domains,
            Fetcher fetcher,
            Offload offload,
            HomeVisit door,
            HomePageReader reader,
            SitemapDiscovery discovery,
            PageClassifier classifier,
            SitemapMemory memory,
            SurveyedDomains surveyed,
            ReadVersions versions,
            SitemapIntake sitemaps,
            PageIntake pages) {
        this.domains = domains;
        this.fetcher = fetcher;
        this.offload = offload;
        this.door = door;
        this.reader = reader;
        this.discovery = discovery;
        this.classifier = classifier;
        this.memory = memory;
        this.surveyed = surveyed;
        this.versions = versions;
        this.sitemaps = sitemaps;
        this.pages = pages;
    }

    @Override
    public String name() {
        return "domain";
    }

    @Override
    public WorkItems<Domain> shelf() {
        return domains;
    }

    @Override
    public boolean isLaned() {
        return true;
    }

    @Override
    public Task taskOf(Domain domain) {
        return new Task(
                new Site(domain.tenant(), domain.id(), new SiteName(domain.name), domain.robotsIgnored),
                ReadVersion.current(domain.version, EDITION, domain.leaseNumber()),
                memory.read(domain.foundSitemaps));
    }

    @Override
    public Duration rest(Task task) {
        return fetcher.delayOf(task.site().name().value());
    }

    @Override
    public Uni<Outcome<Survey>> fetch(Task task) {
        return visit(task, task.known());
    }

    private Uni<Outcome<Survey>> visit(Task task, Optional<Validators> known) {
        return door.visit(task.site(), known).chain(fetched -> outcomeOf(task, fetched));
    }

    private Uni<Outcome<Survey>> outcomeOf(Task task, Fetched fetched) {
        if (fetched instanceof Fetched.Body body) {
            return survey(task, body.response());
        }
        return fetched instanceof Fetched.NotModified unchanged
                ? surveyAgain(task, unchanged.known())
                : Uni.createFrom().item(FetchOutcomes.of(fetched));
    }

    private Uni<Outcome<Survey>> survey(Task task, Response response) {
        WebUrl home = response.url();
        if (!home.isOf(task.site().name())) {
            return offload.compute(() -> turnAway(response));
        }
        return offload.compute(response.content().size(), () -> read(response))
                .chain(page -> fetcher.robots(home)
                        .chain(robots -> discovery
                                .find(task.site(), home, robots, page, task.sitemaps())
                                .map(found -> new Outcome.Done<>(survey(response, page, robots, found)))));
    }

    private static Outcome<Survey> turnAway(Response response) throws IOException {
        response.content().close();
        return new Outcome.Discard<>(moved(response.url()));
    }

    private HomePage read(Response response) throws IOException {
        try (Content ignored = response.content()) {
            return reader.read(
                    ParsedPage.parse(response.text(), response.url(), response.language()), response.headers());
        }
    }

    /** Where the sitemaps of last time are gone, the home page has to tell more than that it is what it was. */
    private Uni<Outcome<Survey>> surveyAgain(Task task, Validators known) {
        return fetcher.robots(known.url())
                .chain(robots -> discovery
                        .findAgain(task.site(), robots, task.sitemaps())
                        .chain(found -> found.confirmed()
                                ? Uni.createFrom().item(new Outcome.Done<>(unchanged(known, robots, found)))
                                : visit(task, Optional.empty())));
    }

    private static Survey unchanged(Validators known, Robots robots, Discovery found) {
        return new Survey(known.url(), known, Optional.empty(), robots, found.sitemaps(), List.of());
    }

    private static Failure moved(WebUrl home) {
        return new Failure(
                ErrorCode.UNSUPPORTED_CONTENT, "The site has moved to another one, " + home.host(), Step.FETCH);
    }

    private Survey survey(Response response, HomePage page, Robots robots, Discovery found) {
        WebUrl home = response.url();
        return new Survey(
                home,
                found.confirmed() ? response.validators() : Validators.none(home),
                Optional.of(page.metadata()),
                robots,
                found.sitemaps(),
                found.confirmed() ? List.of() : linked(home, page));
    }

    private List<FoundPage> linked(WebUrl home, HomePage page) {
        Stream<FoundPage> links = page.links().stream()
                .filter(link -> !link.url().equals(home))
                .map(link -> new FoundPage(
                        link.url(), classifier.classify(link.url(), Optional.of(link.anchor())), null, null, null));
        return Stream.concat(Stream.of(FoundPage.at(home, classifier)), links).toList();
    }

    @Override
    public Uni<Void> persist(List<Finished<Task, Survey>> batch) {
        return surveyed.write(batch)
                .chain(() -> versions.write(
                        domains.table(),
                        EDITION,
                        batch.stream()
                                .collect(Collectors.toMap(
                                        Finished::id, it -> it.result().version()))))
                .chain(() -> domains.ordersOf(batch.stream().map(Finished::id).toList()))
                .chain(orders -> Multi.createFrom()
                        .iterable(batch)
                        .onItem()
                        .transformToUniAndConcatenate(it -> handOn(it, orders))
                        .collect()
                        .asList()
                        .replaceWithVoid());
    }

    private Uni<Integer> handOn(Finished<Task, Survey> finished, Map<UUID, ScanOrder> orders) {
        Site site = finished.task().site();
        ScanOrder order = orders.get(finished.id());
        Survey survey = finished.result();
        return sitemaps.receive(
                        site,
                        order,
                        survey.sitemaps().stream().map(ProbedSitemap::found).toList())
                .chain(() -> pages.receive(site, null, order, survey.pages()));
    }
}
