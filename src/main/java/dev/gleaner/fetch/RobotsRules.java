package dev.gleaner.fetch;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.gleaner.address.WebUrl;
import dev.gleaner.vocabulary.ErrorCode;
import dev.gleaner.vocabulary.FetchPurpose;
import dev.gleaner.vocabulary.RobotsStatus;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Every server's robots.txt: from this replica's memory, else from what the replicas share, else from the server itself,
 * read by whoever comes first while the others wait. The server that was asked is bound by the answer, wherever it was
 * redirected to (RFC 9309 §2.3.1.2).
 */
final class RobotsRules {
    private static final Logger LOG = Logger.getLogger(RobotsRules.class);
    /** Of a small heap a sixteenth, so that hostile files can't take what the work needs. */
    private static final long REMEMBERED_KILOBYTES =
            Math.min(64 * 1024, Runtime.getRuntime().maxMemory() / 16 / 1024);

    /**
     * A store that takes longer is away: asking the site once more is better than not fetching at all. Longer than a busy
     * pool of connections makes anybody wait, or a busy service would ask the sites instead.
     */
    private static final Duration STORE_PATIENCE = Duration.ofSeconds(20);

    private final Vertx vertx;
    private final FetchSettings settings;
    private final RobotsReader reader;
    private final HostDelays delays;
    private final RobotsStore store;
    private final Function<FetchRequest, Uni<Fetched>> fetch;
    private final AsyncCache<String, Reading> readings;

    /**
     * The rules of servers that can be asked.
     *
     * @param fetch asks, following redirects, without asking for permission
     */
    RobotsRules(
            Vertx vertx,
            FetchSettings settings,
            HostDelays delays,
            RobotsStore store,
            Function<FetchRequest, Uni<Fetched>> fetch) {
        this.vertx = vertx;
        this.settings = settings;
        this.reader = new RobotsReader(settings);
        this.delays = delays;
        this.store = store;
        this.fetch = fetch;
        this.readings = Caffeine.newBuilder()
                .expireAfter(Expiry.<String, Reading>creating((origin, reading) -> reading.remember()))
                .maximumWeight(REMEMBERED_KILOBYTES)
                .weigher((String origin, Reading reading) -> reading.kilobytes())
                .executor(Runnable::run)
                .buildAsync();
    }

    /** What the server of an address allows. */
    Uni<Robots> of(WebUrl url) {
        return reading(url).map(Reading::robots);
    }

    /** Why an address must not be fetched now; empty if it may. */
    Uni<Optional<Fetched>> objectionTo(WebUrl url) {
        return reading(url).map(reading -> reading.objectionTo(url));
    }

    /**
     * The same where the operator has said that robots.txt does not count on the site of this address. It is read
     * nevertheless, for its Crawl-delay, and a server that asks to come back later is not pressed.
     */
    Uni<Optional<Fetched>> objectionTo(WebUrl url, WebUrl own) {
        return reading(url)
                .map(reading -> isOfOneSite(url, own)
                        ? reading.objection().filter(Fetched.ComeBackLater.class::isInstance)
                        : reading.objectionTo(url));
    }

    private static boolean isOfOneSite(WebUrl url, WebUrl own) {
        String site = HostDelays.bare(own.host());
        return HostDelays.bare(url.host()).equals(site) || url.host().endsWith("." + site);
    }

    private Uni<Reading> reading(WebUrl url) {
        // A copy, because giving up waiting must not give up the reading that others wait for.
        return Uni.createFrom()
                .completionStage(() -> readings.get(url.origin(), (origin, executor) -> start(WebUrl.of(origin)))
                        .copy())
                .emitOn(EventLoops.current());
    }

    private CompletableFuture<Reading> start(WebUrl origin) {
        return known(origin)
                .chain(known -> known.filter(RobotsRecord::isFresh)
                        .map(fresh -> read(fresh, briefly(fresh)))
                        .orElseGet(() -> ask(origin.resolve("/robots.txt").orElseThrow(), known)))
                .invoke(reading -> delays.learn(origin.host(), reading.robots().crawlDelay()))
                .subscribeAsCompletionStage();
    }

    private Uni<Optional<RobotsRecord>> known(WebUrl origin) {
        Executor loop = EventLoops.current();
        return store.find(origin.origin())
                .ifNoItem()
                .after(STORE_PATIENCE)
                .fail()
                .onFailure()
                .invoke(failure ->
                        LOG.warnf("What is known of the robots.txt of %s cannot be looked up: %s", origin, failure))
                .onFailure()
                .recoverWithItem(Optional.empty())
                .emitOn(loop);
    }

    private Uni<Reading> ask(WebUrl robotsUrl, Optional<RobotsRecord> expired) {
        return fetch.apply(request(robotsUrl, expired))
                .chain(fetched -> fetched.match(
                        body -> found(robotsUrl, body.response()).chain(this::share),
                        unchanged -> share(expired.orElseThrow().renewed(settings.robotsMaxAge())),
                        later -> share(RobotsRecord.without(
                                robotsUrl, RobotsStatus.LATER, 429, later.message(), later.delay())),
                        refused -> unreachable(refused),
                        failed -> failed(robotsUrl, failed)));
    }

    /** Only for a change, where the file is known. */
    private static FetchRequest request(WebUrl robotsUrl, Optional<RobotsRecord> expired) {
        return new FetchRequest(
                robotsUrl,
                FetchPurpose.ROBOTS,
                expired.filter(it -> it.status() == RobotsStatus.FOUND).map(RobotsRecord::validators));
    }

    private Uni<RobotsRecord> found(WebUrl robotsUrl, Response response) {
        return blocking(() -> {
            try (Content content = response.content();
                    InputStream body = content.open()) {
                return RobotsRecord.found(robotsUrl.origin(), response, body.readAllBytes(), settings.robotsMaxAge());
            }
        });
    }

    private Uni<Reading> failed(WebUrl robotsUrl, Fetched.Failed failed) {
        if (isAbsent(failed)) {
            return share(RobotsRecord.without(
                    robotsUrl, RobotsStatus.ABSENT, failed.status(), failed.message(), settings.robotsMaxAge()));
        } else if (failed.status() > 0) {
            return share(RobotsRecord.without(
                    robotsUrl, RobotsStatus.UNREACHABLE, failed.status(), failed.message(), settings.robotsRetry()));
        }
        return unreachable(failed);
    }

    /** 4xx and endless redirects mean that there is none (RFC 9309 §2.3.1.2 and §2.3.1.3). */
    private static boolean isAbsent(Fetched.Failed failed) {
        return failed.reason() == ErrorCode.TOO_MANY_REDIRECTS || (failed.status() >= 400 && failed.status() < 500);
    }

    /** What no server said may be the fault of this replica's network: it concludes from it for itself only. */
    private Uni<Reading> unreachable(Fetched failure) {
        boolean unasked = failure instanceof Fetched.Failed failed && failed.reason() == ErrorCode.CIRCUIT_OPEN;
        Duration remember = unasked ? settings.circuit().open() : settings.robotsRetry();
        return Uni.createFrom().item(Reading.unreachable(failure, remember));
    }

    /** What others will find is remembered briefly, what they won't for as long as it is good. */
    private Uni<Reading> share(RobotsRecord record) {
        Executor loop = EventLoops.current();
        return store.keep(record)
                .ifNoItem()
                .after(STORE_PATIENCE)
                .fail()
                .map(kept -> briefly(record))
                .onFailure()
                .invoke(failure -> LOG.warnf("The robots.txt of %s cannot be shared: %s", record.origin(), failure))
                .onFailure()
                .recoverWithItem(record.keep())
                .emitOn(loop)
                .chain(remember -> read(record, remember));
    }

    private Duration briefly(RobotsRecord record) {
        Duration memory = settings.robotsMemory();
        return record.keep().compareTo(memory) < 0 ? record.keep() : memory;
    }

    private Uni<Reading> read(RobotsRecord record, Duration remember) {
        return record.status() == RobotsStatus.FOUND
                ? blocking(() -> Reading.of(record, reader.read(record.url(), record.body()), remember))
                : Uni.createFrom().item(Reading.of(record, Robots.without(record.status()), remember));
    }

    private <T> Uni<T> blocking(Callable<T> work) {
        return Uni.createFrom()
                .completionStage(() -> vertx.executeBlocking(work, false).toCompletionStage());
    }
}
