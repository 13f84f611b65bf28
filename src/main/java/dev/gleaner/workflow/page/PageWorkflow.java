package dev.gleaner.workflow.page;

import dev.gleaner.address.SiteName;
import dev.gleaner.address.WebUrl;
import dev.gleaner.fetch.Fetched;
import dev.gleaner.fetch.Fetcher;
import dev.gleaner.fetch.Response;
import dev.gleaner.fetch.Validators;
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
import dev.gleaner.workflow.site.ReadVersion;
import dev.gleaner.workflow.site.ReadVersions;
import dev.gleaner.workflow.site.Site;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads a page and hands the people it names to the next room. */
@ApplicationScoped
class PageWorkflow implements Workflow<Page, PageWorkflow.Task, PageVisit> {
    /** To be raised when the same bytes would be read otherwise than before: then unchanged pages are read again. */
    private static final int EDITION = 1;

    /** How much text costs a transaction about as much time as a row does. */
    private static final int CHARACTERS_OF_A_ROW = 1000;

    /** What phase two needs to know of a page. */
    record Task(Site site, WebUrl url, Optional<Validators> known) {}

    private final Pages pages;
    private final Fetcher fetcher;
    private final Offload offload;
    private final PageScraper scraper;
    private final ScrapedPages scraped;
    private final ReadVersions versions;
    private final ContactIntake contacts;

    PageWorkflow(
            Pages pages,
            Fetcher fetcher,
            Offload offload,
            PageScraper scraper,
            ScrapedPages scraped,
            ReadVersions versions,
            ContactIntake contacts) {
        this.pages = pages;
        this.fetcher = fetcher;
        this.offload = offload;
        this.scraper = scraper;
        this.scraped = scraped;
        this.versions = versions;
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
    public boolean readsPages() {
        return true;
    }

    @Override
    public boolean isLaned() {
        return true;
    }

    @Override
    public Task taskOf(Page page) {
        return new Task(
                new Site(page.tenant(), page.domainId, new SiteName(page.domain), page.robotsIgnored),
                WebUrl.of(page.url),
                ReadVersion.current(page.version, EDITION, page.leaseNumber()));
    }

    @Override
    public Duration rest(Task task) {
        return fetcher.delayOf(task.url().host());
    }

    @Override
    public Uni<Outcome<PageVisit>> fetch(Task task) {
        return fetcher.get(task.site().request(task.url(), FetchPurpose.PAGE, task.known()))
                .chain(fetched -> outcomeOf(task, fetched));
    }

    private Uni<Outcome<PageVisit>> outcomeOf(Task task, Fetched fetched) {
        if (fetched instanceof Fetched.Body body) {
            return read(task, body.response());
        }
        return Uni.createFrom()
                .item(
                        fetched instanceof Fetched.NotModified unchanged
                                ? new Outcome.Done<>(PageVisit.unchanged(unchanged.known()))
                                : FetchOutcomes.of(fetched));
    }

    private Uni<Outcome<PageVisit>> read(Task task, Response response) {
        return offload.compute(
                response.content().size(),
                () -> verdict(task, response, scraper.scrape(task.site().name(), response)));
    }

    private static Outcome<PageVisit> verdict(Task task, Response response, Scrape scrape) {
        return response.url().isOf(task.site().name())
                ? new Outcome.Done<>(PageVisit.read(response.validators(), scrape))
                : new Outcome.Filtered<>(elsewhere(response.url()));
    }

    private static Failure elsewhere(WebUrl url) {
        return new Failure(ErrorCode.UNSUPPORTED_CONTENT, "The page leads to another site, " + url.host(), Step.FETCH);
    }

    @Override
    public Uni<Void> persist(List<Finished<Task, PageVisit>> batch) {
        return scraped.write(batch)
                .chain(() -> versions.write(
                        pages.table(),
                        EDITION,
                        batch.stream()
                                .collect(Collectors.toMap(
                                        Finished::id, it -> it.result().version()))))
                .chain(() -> contacts.receive(
                        batch.stream().flatMap(PageWorkflow::finding).toList()));
    }

    @Override
    public int rows(PageVisit visit) {
        return 1
                + visit.scrape()
                        .map(it -> it.contacts().size() + it.content().text().length() / CHARACTERS_OF_A_ROW)
                        .orElse(0);
    }

    /** Nothing for an unchanged page: the contacts on it are known. */
    private static Stream<ContactIntake.Finding> finding(Finished<Task, PageVisit> it) {
        return it.result().scrape().stream()
                .map(scrape -> new ContactIntake.Finding(
                        it.task().site(), it.id(), it.task().url().toString(), scrape.contacts()));
    }
}
