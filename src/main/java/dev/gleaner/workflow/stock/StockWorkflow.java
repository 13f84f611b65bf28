package dev.gleaner.workflow.stock;

import dev.gleaner.address.WebUrl;
import dev.gleaner.fetch.Content;
import dev.gleaner.fetch.FetchRequest;
import dev.gleaner.fetch.Fetched;
import dev.gleaner.fetch.Fetcher;
import dev.gleaner.item.WorkItems;
import dev.gleaner.phase.Offload;
import dev.gleaner.pipeline.Failure;
import dev.gleaner.pipeline.Finished;
import dev.gleaner.pipeline.Outcome;
import dev.gleaner.pipeline.Workflow;
import dev.gleaner.vocabulary.ErrorCode;
import dev.gleaner.vocabulary.FetchPurpose;
import dev.gleaner.vocabulary.Step;
import dev.gleaner.workflow.price.StockSettings;
import dev.gleaner.workflow.price.Symbol;
import dev.gleaner.workflow.pricefile.PriceFileIntake;
import dev.gleaner.workflow.site.FetchOutcomes;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Retrieves what is missing of a symbol's prices, archives the answer as it is, and hands it to the price files. */
@ApplicationScoped
class StockWorkflow implements Workflow<Stock, StockWorkflow.Task, Retrieval> {
    private static final Set<Integer> UNKNOWN = Set.of(404, 410);

    /** What phase two and three need to know of a stock. */
    record Task(
            String tenant,
            Symbol symbol,
            WebUrl url,
            Window window,
            @Nullable LocalDate retrievedFor,
            @Nullable String archivedSha256) {

        /** Asked in full once a day and not again, whatever became of the answer. */
        boolean wasAskedInFull() {
            return window.isWhole() && window.to().equals(retrievedFor);
        }
    }

    private final Stocks stocks;
    private final Provider provider;
    private final MarketCalendar calendar;
    private final StockSettings settings;
    private final Fetcher fetcher;
    private final Offload offload;
    private final PriceArchive archive;
    private final RetrievedStocks retrieved;
    private final PriceFileIntake files;

    StockWorkflow(
            Stocks stocks,
            Provider provider,
            MarketCalendar calendar,
            StockSettings settings,
            Fetcher fetcher,
            Offload offload,
            PriceArchive archive,
            RetrievedStocks retrieved,
            PriceFileIntake files) {
        this.stocks = stocks;
        this.provider = provider;
        this.calendar = calendar;
        this.settings = settings;
        this.fetcher = fetcher;
        this.offload = offload;
        this.archive = archive;
        this.retrieved = retrieved;
        this.files = files;
    }

    @Override
    public String name() {
        return "stock";
    }

    @Override
    public WorkItems<Stock> shelf() {
        return stocks;
    }

    @Override
    public boolean isLaned() {
        return true;
    }

    @Override
    public Task taskOf(Stock stock) {
        Window window = Window.of(stock, settings.since(), calendar.lastTradingDay());
        Symbol symbol = new Symbol(stock.symbol);
        return new Task(
                stock.tenant(),
                symbol,
                provider.addressOf(symbol, window.from(), window.to()),
                window,
                stock.retrievedFor,
                stock.archivedSha256);
    }

    @Override
    public Duration rest(Task task) {
        return fetcher.delayOf(task.url().host());
    }

    @Override
    public Uni<Outcome<Retrieval>> fetch(Task task) {
        if (task.window().isEmpty() || task.wasAskedInFull()) {
            return Uni.createFrom().item(nothingNew(task));
        }
        return fetcher.get(new FetchRequest(task.url(), FetchPurpose.PRICES))
                .chain(fetched -> fetched instanceof Fetched.Body body
                        ? read(task, body)
                        : Uni.createFrom().item(withoutBody(task, fetched)));
    }

    private Uni<Outcome<Retrieval>> read(Task task, Fetched.Body body) {
        return offload.compute(() -> {
            try (Content content = body.response().content()) {
                return archive.take(task, calendar.today(), body.response());
            }
        });
    }

    private static Outcome<Retrieval> withoutBody(Task task, Fetched fetched) {
        if (fetched instanceof Fetched.Failed failed && UNKNOWN.contains(failed.status())) {
            return new Outcome.Discard<>(new Failure(
                    ErrorCode.UNKNOWN_SYMBOL,
                    "The provider does not know " + task.symbol() + ": " + failed.message(),
                    Step.FETCH));
        }
        return FetchOutcomes.of(fetched);
    }

    static Outcome<Retrieval> nothingNew(Task task) {
        return new Outcome.Empty<>(new Retrieval(task.window().to(), null));
    }

    @Override
    public Uni<Void> persist(List<Finished<Task, Retrieval>> batch) {
        return retrieved
                .write(batch)
                .chain(() -> files.receive(batch.stream()
                        .map(it -> it.result().archived())
                        .filter(Objects::nonNull)
                        .toList()));
    }
}
