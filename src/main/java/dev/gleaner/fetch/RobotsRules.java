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
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Every server's robots.txt, read once a day by whoever comes first while the others wait for it. The server that was
 * asked is bound by the answer, wherever it was redirected to (RFC 9309 §2.3.1.2).
 */
final class RobotsRules {
    private static final int REMEMBERED_KILOBYTES = 64 * 1024;

    private final Vertx vertx;
    private final FetchSettings settings;
    private final RobotsReader reader;
    private final HostDelays delays;
    private final Function<FetchRequest, Uni<Fetched>> fetch;
    private final AsyncCache<String, Reading> readings;

    /**
     * The rules of servers that can be asked.
     *
     * @param fetch asks, following redirects, without asking for permission
     */
    RobotsRules(Vertx vertx, FetchSettings settings, HostDelays delays, Function<FetchRequest, Uni<Fetched>> fetch) {
        this.vertx = vertx;
        this.settings = settings;
        this.reader = new RobotsReader(settings);
        this.delays = delays;
        this.fetch = fetch;
        this.readings = Caffeine.newBuilder()
                .expireAfter(Expiry.<String, Reading>creating((origin, reading) -> reading.keep()))
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

    private Uni<Reading> reading(WebUrl url) {
        // A copy, because giving up waiting must not give up the reading that others wait for.
        return Uni.createFrom()
                .completionStage(() -> readings.get(url.origin(), (origin, executor) -> start(WebUrl.of(origin)))
                        .copy())
                .emitOn(EventLoops.current());
    }

    private CompletableFuture<Reading> start(WebUrl origin) {
        WebUrl robotsUrl = origin.resolve("/robots.txt").orElseThrow();
        return fetch.apply(new FetchRequest(robotsUrl, FetchPurpose.ROBOTS))
                .chain(fetched -> read(robotsUrl, fetched))
                .invoke(reading -> delays.learn(origin.host(), reading.robots().crawlDelay()))
                .subscribeAsCompletionStage();
    }

    private Uni<Reading> read(WebUrl robotsUrl, Fetched fetched) {
        return fetched.match(
                body -> parsed(body.response()),
                later -> item(new Reading(Robots.without(RobotsStatus.LATER), fetched, later.delay(), 1)),
                refused -> item(unreachable(fetched)),
                failed -> item(isAbsent(failed) ? absent(fetched) : unreachable(fetched)));
    }

    private Uni<Reading> parsed(Response response) {
        int kilobytes = 1 + (int) (response.content().size() / 1024);
        return Uni.createFrom()
                .completionStage(() -> vertx.executeBlocking(() -> reader.read(response.url(), response), false)
                        .toCompletionStage())
                .map(robots -> new Reading(robots, withoutContent(response), settings.robotsMaxAge(), kilobytes));
    }

    /** Remembered for a day, the bytes would cost more than the rules made of them. */
    private static Fetched withoutContent(Response response) {
        return new Fetched.Body(new Response(
                response.requested(),
                response.url(),
                response.status(),
                response.headers(),
                response.mediaType(),
                response.charset(),
                response.language(),
                response.lastModified(),
                new Content.InMemory(new byte[0])));
    }

    /** 4xx and endless redirects mean that there is none (RFC 9309 §2.3.1.2 and §2.3.1.3). */
    private static boolean isAbsent(Fetched.Failed failed) {
        return failed.reason() == ErrorCode.TOO_MANY_REDIRECTS || (failed.status() >= 400 && failed.status() < 500);
    }

    private Reading absent(Fetched fetched) {
        return new Reading(Robots.without(RobotsStatus.ABSENT), fetched, settings.robotsMaxAge(), 1);
    }

    private Reading unreachable(Fetched fetched) {
        return new Reading(Robots.without(RobotsStatus.UNREACHABLE), fetched, settings.robotsRetry(), 1);
    }

    private static Uni<Reading> item(Reading reading) {
        return Uni.createFrom().item(reading);
    }
}
