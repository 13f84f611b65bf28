package dev.gleaner.fetch;

import dev.gleaner.address.WebUrl;
import dev.gleaner.phase.OpenTransaction;
import dev.gleaner.vocabulary.FetchPurpose;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The only door to the web. Asks politely (one request at a time and a rest between them for each host), obeys robots.txt,
 * goes to public addresses only, and takes no more than its limits. Whatever a server does ends as a {@link Fetched};
 * exceptions are surprises. Refuses to work where a transaction is open.
 */
@ApplicationScoped
public class Fetcher {
    private static final Function<WebUrl, Uni<Optional<Fetched>>> NOBODY_OBJECTS =
            url -> Uni.createFrom().item(Optional.empty());

    private final EventLoops loops;
    private final HostDelays delays;
    private final Wire wire;
    private final Journey journey;
    private final RobotsRules robots;
    private final FetchMetrics metrics;
    private final boolean pricesObeyRobots;

    Fetcher(Vertx vertx, FetchSettings settings, MeterRegistry registry, RobotsStore store) {
        this.loops = new EventLoops(vertx);
        this.delays = new HostDelays(settings);
        this.wire = new Wire(vertx, settings);
        HostCircuits circuits = new HostCircuits(settings.circuit(), System::nanoTime);
        this.metrics = new FetchMetrics(registry, delays, circuits);
        this.journey = new Journey(settings, wire, new HostGate(vertx, delays::of), delays, circuits, metrics);
        this.pricesObeyRobots = settings.pricesObeyRobots();
        this.robots = new RobotsRules(vertx, settings, delays, store, request -> make(request, NOBODY_OBJECTS));
    }

    /**
     * Fetches an address, following redirects. Pages and sitemaps are fetched only as far as robots.txt allows; so
     * are prices, unless the operator says otherwise. The result arrives on the caller's Vert.x context, if there is one;
     * its content must be closed.
     *
     * @throws IllegalStateException if the caller has a transaction open
     */
    public Uni<Fetched> get(FetchRequest request) {
        requireNoTransaction(request.url());
        return guarded(request.url(), () -> make(request, permission(request)));
    }

    /**
     * What robots.txt of an address's server says, from memory if it was read lately.
     *
     * @throws IllegalStateException if the caller has a transaction open
     */
    public Uni<Robots> robots(WebUrl anyUrlOfOrigin) {
        requireNoTransaction(anyUrlOfOrigin);
        return guarded(anyUrlOfOrigin, () -> robots.of(anyUrlOfOrigin));
    }

    /** The rest between two requests to a host: the configured one, or the host's own wish if that is longer. */
    public Duration delayOf(String host) {
        return delays.of(host);
    }

    @PreDestroy
    void close() {
        wire.close();
    }

    private Uni<Fetched> make(FetchRequest request, Function<WebUrl, Uni<Optional<Fetched>>> permission) {
        return metrics.observe(request, journey.make(request, permission));
    }

    private Function<WebUrl, Uni<Optional<Fetched>>> permission(FetchRequest request) {
        if (isFree(request.purpose())) {
            return NOBODY_OBJECTS;
        }
        WebUrl own = request.url();
        return request.ignoresRobots() ? url -> robots.objectionTo(url, own) : robots::objectionTo;
    }

    private boolean isFree(FetchPurpose purpose) {
        return switch (purpose) {
            case ROBOTS, KEYS -> true;
            case PRICES -> !pricesObeyRobots;
            case PAGE, SITEMAP, PROBE -> false;
        };
    }

    /** The recipe may be subscribed to later and elsewhere than it was written. */
    private <T> Uni<T> guarded(WebUrl url, Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            requireNoTransaction(url);
            return loops.run(work);
        });
    }

    private static void requireNoTransaction(WebUrl url) {
        OpenTransaction.requireNone("fetching " + url);
    }
}
