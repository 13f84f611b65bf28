package dev.gleaner.fetch;

import dev.gleaner.vocabulary.FetchPurpose;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts and times fetches, waiting for turns included. No host names: their number has no bound. */
final class FetchMetrics {
    private final MeterRegistry registry;
    private final AtomicInteger inFlight = new AtomicInteger();

    FetchMetrics(MeterRegistry registry, HostDelays delays, HostCircuits circuits) {
        this.registry = registry;
        Gauge.builder("gleaner.fetch.in.flight", inFlight, AtomicInteger::get)
                .description("Fetches that are under way or wait for their turn at a host")
                .register(registry);
        Gauge.builder("gleaner.fetch.slowed.hosts", delays, HostDelays::slowed)
                .description("Hosts that rest longer than they ask for, because they answer slowly")
                .register(registry);
        Gauge.builder("gleaner.fetch.open.circuits", circuits, HostCircuits::open)
                .description("Hosts that are left alone because they failed several times in a row")
                .register(registry);
    }

    Uni<Fetched> observe(FetchRequest request, Uni<Fetched> fetch) {
        return Uni.createFrom().deferred(() -> {
            Timer.Sample sample = Timer.start(registry);
            inFlight.incrementAndGet();
            return fetch.onItem()
                    .invoke(fetched -> sample.stop(timer(request, fetched)))
                    .onTermination()
                    .invoke(inFlight::decrementAndGet);
        });
    }

    /** Counts a request that is made again at once, by what came of the one before it. */
    void retried(FetchPurpose purpose, String after) {
        Counter.builder("gleaner.fetch.retries")
                .description("Requests that were made again within seconds, by what came of the one before")
                .tag("purpose", purpose.name().toLowerCase(Locale.ROOT))
                .tag("after", after)
                .register(registry)
                .increment();
    }

    private Timer timer(FetchRequest request, Fetched fetched) {
        return Timer.builder("gleaner.fetch")
                .description("Fetches from the web, by what they were for and what came of them")
                .tag("purpose", request.purpose().name().toLowerCase(Locale.ROOT))
                .tag("outcome", outcome(fetched))
                .register(registry);
    }

    private static String outcome(Fetched fetched) {
        return fetched.match(
                body -> "body",
                unchanged -> "not_modified",
                later -> "come_back_later",
                refused -> refused.reason().code(),
                failed -> failed.reason().code());
    }
}
