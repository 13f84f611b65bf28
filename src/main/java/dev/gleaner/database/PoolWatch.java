package dev.gleaner.database;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/** Measures how long each connection is waited for, held and by whom, and reports who holds one for too long. */
@Singleton
public class PoolWatch {
    private static final Logger LOG = Logger.getLogger(PoolWatch.class);

    private final Set<Request> requests = ConcurrentHashMap.newKeySet();
    private final DatabaseSettings settings;
    private final Timer waited;
    private final Timer held;
    private final Counter tooLong;

    PoolWatch(DatabaseSettings settings, MeterRegistry metrics) {
        this.settings = settings;
        this.waited = Timer.builder("gleaner.connection.wait")
                .description("From asking for a connection until BEGIN has returned")
                .publishPercentileHistogram()
                .register(metrics);
        this.held = Timer.builder("gleaner.connection.held")
                .description("From BEGIN until the connection is back in the pool")
                .publishPercentileHistogram()
                .register(metrics);
        this.tooLong = Counter.builder("gleaner.connection.held.too.long")
                .description("Holds over gleaner.database.long-hold")
                .register(metrics);
        Gauge.builder("gleaner.connections.held", this, PoolWatch::held)
                .description("Connections held right now")
                .register(metrics);
        Gauge.builder("gleaner.connections.waiting", this, PoolWatch::waiting)
                .description("Transactions that wait for a connection right now")
                .register(metrics);
    }

    /**
     * A connection that is held right now.
     *
     * @param holder who holds it
     * @param age for how long by now
     */
    public record Hold(String holder, Duration age) {
        /** Since when. */
        public Instant since() {
            return Instant.now().minus(age);
        }
    }

    /** A transaction's way: it asks for a connection, is granted one, and ends. */
    final class Request {
        private final String holder;
        private final long asked = System.nanoTime();
        private volatile boolean granted;
        private volatile long since;
        private volatile boolean reported;

        private Request(String holder) {
            this.holder = holder;
        }

        void granted() {
            since = System.nanoTime();
            granted = true;
            waited.record(Duration.ofNanos(since - asked));
        }

        void ended() {
            requests.remove(this);
            if (granted) {
                held.record(age());
            }
        }

        private Duration age() {
            return Duration.ofNanos(System.nanoTime() - since);
        }

        private Hold hold() {
            return new Hold(holder, age());
        }
    }

    Request asked(String holder) {
        Request request = new Request(holder);
        requests.add(request);
        return request;
    }

    /** The holds of this moment, the longest first. */
    public List<Hold> holds() {
        return requests.stream()
                .filter(request -> request.granted)
                .map(Request::hold)
                .sorted(Comparator.comparing(Hold::age).reversed())
                .toList();
    }

    /** How many transactions wait for a connection at this moment. */
    public int waiting() {
        return requests.size() - held();
    }

    private int held() {
        return (int) requests.stream().filter(request -> request.granted).count();
    }

    /** How many connections this replica holds at most. */
    public int poolSize() {
        return settings.poolSize();
    }

    /** Reports each long hold once, while it lasts: afterwards would be too late for a connection that never returns. */
    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void report() {
        requests.stream()
                .filter(request -> request.granted && !request.reported)
                .filter(request -> request.age().compareTo(settings.longHold()) > 0)
                .forEach(this::report);
    }

    private void report(Request request) {
        request.reported = true;
        tooLong.increment();
        warn(request.hold());
    }

    /** The fields go into the JSON of the log besides the sentence, so that an alert need not parse it. */
    private static void warn(Hold hold) {
        MDC.put("holder", hold.holder());
        MDC.put("heldSince", hold.since().toString());
        MDC.put("heldMillis", hold.age().toMillis());
        try {
            LOG.warnf("A database connection is held for %s by %s", hold.age(), hold.holder());
        } finally {
            MDC.remove("holder");
            MDC.remove("heldSince");
            MDC.remove("heldMillis");
        }
    }
}
