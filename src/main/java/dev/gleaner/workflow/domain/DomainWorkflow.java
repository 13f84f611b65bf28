package dev.gleaner.workflow.domain;

import dev.gleaner.address.SiteName;
import dev.gleaner.address.WebUrl;
import dev.gleaner.fetch.Fetched;
import dev.gleaner.fetch.Fetcher;
import dev.gleaner.fetch.Response;
import dev.gleaner.fetch.Robots;
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
import dev.gleaner.workflow.site.ScanOrder;
import dev.gleaner.workflow.site.Site;
import dev.gleaner.workflow.sitemap.SitemapIntake;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Surveys a site: reads its home page and robots.txt, finds its sitemaps and hands them to the next room. */
@ApplicationScoped
class DomainWorkflow implements Workflow<Domain, Site, Survey> {
    private final Domains domains;
    private final Fetcher fetcher;
    private final Offload offload;
    private final HomeVisit door;
    private final HomePageReader reader;
    private final SitemapDiscovery discovery;
    private final PageClassifier classifier;
    private final SurveyedDomains surveyed;
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
            SurveyedDomains surveyed,
            SitemapIntake sitemaps,
            PageIntake pages) {
        this.domains = domains;
        this.fetcher = fetcher;
        this.offload = offload;
        this.door = door;
        this.reader = reader;
        this.discovery = discovery;
        this.classifier = classifier;
        this.surveyed = surveyed;
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
    public Site taskOf(Domain domain) {
        return new Site(domain.tenant(), domain.id(), new SiteName(domain.name));
    }

    @Override
    public Duration rest(Site site) {
        return fetcher.delayOf(site.name().value());
    }

    @Override
    public Uni<Outcome<Survey>> fetch(Site site) {
        return door.visit(site.name())
                .chain(fetched -> fetched instanceof Fetched.Body body
                        ? survey(site, body.response())
                        : Uni.createFrom().item(FetchOutcomes.of(fetched)));
    }

    private Uni<Outcome<Survey>> survey(Site site, Response response) {
        WebUrl home = response.url();
        if (!home.isOf(site.name())) {
            return Uni.createFrom().item(new Outcome.Discard<>(moved(home)));
        }
        return offload.compute(() ->
                        reader.read(ParsedPage.parse(response.text(), home, response.language()), response.headers()))
                .chain(page -> fetcher.robots(home)
                        .chain(robots -> discovery
                                .find(home, robots, page)
                                .map(found -> new Outcome.Done<>(survey(home, page, robots, found)))));
    }

    private static Failure moved(WebUrl home) {
        return new Failure(
                ErrorCode.UNSUPPORTED_CONTENT, "The site has moved to another one, " + home.host(), Step.FETCH);
    }

    private Survey survey(WebUrl home, HomePage page, Robots robots, Discovery found) {
        return new Survey(
                home, page.metadata(), robots, found.sitemaps(), found.confirmed() ? List.of() : linked(home, page));
    }

    private List<FoundPage> linked(WebUrl home, HomePage page) {
        Stream<FoundPage> links = page.links().stream()
                .filter(link -> !link.url().equals(home))
                .map(link -> new FoundPage(
                        link.url(), classifier.classify(link.url(), Optional.of(link.anchor())), null, null, null));
        return Stream.concat(Stream.of(FoundPage.at(home, classifier)), links).toList();
    }

    @Override
    public Uni<Void> persist(List<Finished<Site, Survey>> batch) {
        return surveyed.write(batch)
                .chain(() -> domains.ordersOf(batch.stream().map(Finished::id).toList()))
                .chain(orders -> Multi.createFrom()
                        .iterable(batch)
                        .onItem()
                        .transformToUniAndConcatenate(it -> handOn(it, orders))
                        .collect()
                        .asList()
                        .replaceWithVoid());
    }

    private Uni<Integer> handOn(Finished<Site, Survey> finished, Map<UUID, ScanOrder> orders) {
        ScanOrder order = orders.get(finished.id());
        Survey survey = finished.result();
        return sitemaps.receive(finished.task(), order, survey.sitemaps())
                .chain(() -> pages.receive(finished.task(), null, order, survey.pages()));
    }
}
