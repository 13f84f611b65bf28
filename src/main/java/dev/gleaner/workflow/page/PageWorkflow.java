package dev.gleaner.workflow.page;

import dev.gleaner.address.SiteName;
import dev.gleaner.address.WebUrl;
import dev.gleaner.fetch.Fetched;
import dev.gleaner.fetch.Fetcher;
import dev.gleaner.fetch.Response;
import dev.gleaner.item.WorkItems;
import dev.gleaner.phase.Offload;
import dev.gleaner.pipeline.Failure;
import dev.gleaner.pipeline.Finished;
import dev.gleaner.pipeline.Outcome;
import dev.gleaner.pipeline.Workflow;
import dev.gleaner.vocabulary.ErrorCode;
import dev.gleaner.vocabulary.FetchPurpose;
import dev.gleaner.vocabulary.Step;
import dev.gleaner.workflow.contact.ContactIntake;
import dev.gleaner.workflow.site.FetchOutcomes;
import dev.gleaner.workflow.site.Site;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/** Reads a page and hands the people it names to the next room. */
@ApplicationScoped
class PageWorkflow implements Workflow<Page, PageWorkflow.Task, Scrape> {

    /** What phase two needs to know of a page. */
    record Task(Site site, WebUrl url) {}

    private final Pages pages;
    private final Fetcher fetcher;
    private final Offload offload;
    private final PageScraper scraper;
    private final ScrapedPages scraped;
    private final ContactIntake contacts;

    PageWorkflow(
            Pages pages,
            Fetcher fetcher,
            Offload offload,
            PageScraper scraper,
            ScrapedPages scraped,
            ContactIntake contacts) {
        this.pages = pages;
        this.fetcher = fetcher;
        this.offload = offload;
        this.scraper = scraper;
        this.scraped = scraped;
        this.contacts = contacts;
    }

    @Override
    public String name() {
        return "page";
    }

    @Override
    public WorkItems<Page> shelf() {
        return pages;
    }

    @Override
    public boolean isLaned() {
        return true;
    }

    @Override
    public Task taskOf(Page page) {
        Site site = new Site(page.tenant(), page.domainId, new SiteName(page.domain), page.robotsIgnored);
        return new Task(site, WebUrl.of(page.url));
    }

    @Override
    public Duration rest(Task task) {
        return fetcher.delayOf(task.url().host());
    }

    @Override
    public Uni<Outcome<Scrape>> fetch(Task task) {
        return fetcher.get(task.site().request(task.url(), FetchPurpose.PAGE))
                .chain(fetched -> outcomeOf(task, fetched));
    }

    private Uni<Outcome<Scrape>> outcomeOf(Task task, Fetched fetched) {
        return fetched instanceof Fetched.Body body
                ? read(task, body.response())
                : Uni.createFrom().item(FetchOutcomes.of(fetched));
    }

    private Uni<Outcome<Scrape>> read(Task task, Response response) {
        return offload.compute(
                () -> verdict(task, response, scraper.scrape(task.site().name(), response)));
    }

    private static Outcome<Scrape> verdict(Task task, Response response, Scrape scrape) {
        return response.url().isOf(task.site().name())
                ? new Outcome.Done<>(scrape)
                : new Outcome.Filtered<>(elsewhere(response.url()));
    }

    private static Failure elsewhere(WebUrl url) {
        return new Failure(ErrorCode.UNSUPPORTED_CONTENT, "The page leads to another site, " + url.host(), Step.FETCH);
    }

    @Override
    public Uni<Void> persist(List<Finished<Task, Scrape>> batch) {
        return scraped.write(batch)
                .chain(() -> contacts.receive(batch.stream()
                        .map(it -> new ContactIntake.Finding(
                                it.task().site(),
                                it.id(),
                                it.task().url().toString(),
                                it.result().contacts()))
                        .toList()));
    }
}
