package dev.gleaner.database;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Measures how long each connection is held and by whom, and reports who holds one for too long. */
@Singleton
public class PoolWatch {
    private static final Logger LOG = Logger.getLogger(PoolWatch.class);

    private final Set<Hold> holds = ConcurrentHashMap.newKeySet();
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
        Gauge.builder("gleaner.connections.held", holds, Set::size)
                .description("Connections held right now")
                .register(metrics);
    }

    /** A connection that is held right now. */
    public static final class Hold {
        private final String holder;
        private final long since = System.nanoTime();
        private volatile boolean reported;

        private Hold(String holder) {
            this.holder = holder;
        }

        /** Who holds it. */
        public String holder() {
            return holder;
        }

        /** For how long by now. */
        public Duration age() {
            return Duration.ofNanos(System.nanoTime() - since);
        }
    }

    Hold acquired(String holder, Duration wait) {
        waited.record(wait);
        Hold hold = new Hold(holder);
        holds.add(hold);
        return hold;
    }

    void released(Hold hold) {
        holds.remove(hold);
        held.record(hold.age());
    }

    /** The holds of this moment, the longest first. */
    public List<Hold> holds() {
        return holds.stream().sorted(Comparator.comparing(Hold::age).reversed()).toList();
    }

    /** Reports each long hold once, while it lasts: afterwards would be too late for a connection that never returns. */
    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void report() {
        holds.stream()
                .filter(hold -> !hold.reported && hold.age().compareTo(settings.longHold()) > 0)
                .forEach(this::report);
    }

    private void report(Hold hold) {
        hold.reported = true;
        tooLong.increment();
        LOG.warnf("A database connection is held for %s by %s", hold.age(), hold.holder());
    }
}
