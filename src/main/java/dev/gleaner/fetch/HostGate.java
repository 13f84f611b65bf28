package dev.gleaner.fetch;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Politeness within this replica: one exchange at a time with a host, in order of arrival, and a rest after each. The rest
 * counts from the end of an exchange, so that connecting slowly never brings two requests closer together. A host is
 * remembered only while it is busy or rests, and for a moment more.
 */
final class HostGate {
    /** How long a host is remembered at least, for a rest that is wished for only after the exchange. */
    private static final Duration LINGER = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final Function<String, Duration> delays;
    private final ConcurrentMap<String, Lane> lanes = new ConcurrentHashMap<>();

    HostGate(Vertx vertx, Function<String, Duration> delays) {
        this.vertx = vertx;
        this.delays = delays;
    }

    /** Does work when its turn at the host comes, on the context of the caller. Cancelling gives the turn back. */
    <T> Uni<T> inTurn(String host, Supplier<Uni<T>> work) {
        String site = HostDelays.bare(host);
        return Uni.createFrom().deferred(() -> {
            Turn turn = new Turn(site, Vertx.currentContext());
            return turn.come()
                    .chain(() -> Uni.createFrom().deferred(work::get))
                    .onTermination()
                    .invoke(turn::end);
        });
    }

    /** How many hosts are busy or resting. */
    int size() {
        return lanes.size();
    }

    private void enter(Turn turn) {
        lanes.compute(turn.site, (key, known) -> {
            Lane lane = known == null ? new Lane(key) : known;
            lane.waiting.add(turn);
            return lane;
        });
        advance(turn.site);
    }

    /** The rest is looked up when somebody wants to end it: the exchange before may have been the robots.txt. */
    private void advance(String site) {
        AtomicReference<Turn> next = new AtomicReference<>();
        lanes.computeIfPresent(site, (key, lane) -> {
            if (lane.taken || lane.rests(delays.apply(site))) {
                return lane;
            }
            next.set(lane.nextTurn());
            lane.taken = next.get() != null;
            return lane.taken || lane.rests(delays.apply(site)) ? lane : null;
        });
        if (next.get() != null) {
            next.get().start();
        }
    }

    private void wake(String site) {
        lanes.computeIfPresent(site, (key, lane) -> {
            lane.wakes = false;
            return lane;
        });
        advance(site);
    }

    private void release(String site) {
        lanes.computeIfPresent(site, (key, lane) -> {
            lane.end();
            return lane;
        });
        advance(site);
    }

    /** Those who wait for one host. Touched only inside the map's atomic operations. */
    private final class Lane {
        private final String site;
        private final Queue<Turn> waiting = new ArrayDeque<>();
        private boolean taken;
        private boolean used;
        private long endedAt;
        private boolean wakes;
        private long wakesAt;

        Lane(String site) {
            this.site = site;
        }

        /** The next one that still wants it. */
        private Turn nextTurn() {
            Turn next = waiting.poll();
            while (next != null && !next.accept()) {
                next = waiting.poll();
            }
            return next;
        }

        private void end() {
            taken = false;
            used = true;
            endedAt = System.nanoTime();
        }

        /** Whether the next turn, or forgetting the host if nobody wants it, has to wait; then it will be woken. */
        private boolean rests(Duration delay) {
            Duration rest = waiting.isEmpty() && delay.compareTo(LINGER) < 0 ? LINGER : delay;
            long restedAt = endedAt + rest.toNanos();
            long left = used ? restedAt - System.nanoTime() : 0;
            if (left > 0 && (!wakes || restedAt - wakesAt < 0)) {
                wakes = true;
                wakesAt = restedAt;
                vertx.setTimer(left / 1_000_000 + 1, timer -> wake(site));
            }
            return left > 0;
        }
    }

    /** One wish for the host. WAITING → HELD → OVER, or WAITING → OVER if it was cancelled. */
    private final class Turn {
        private static final String WAITING = "waiting";
        private static final String HELD = "held";
        private static final String OVER = "over";

        private final String site;
        private final Context context;
        private final AtomicReference<String> state = new AtomicReference<>(WAITING);
        private volatile Runnable onCome = () -> {};

        Turn(String site, Context context) {
            this.site = site;
            this.context = context;
        }

        Uni<Void> come() {
            return Uni.createFrom().emitter(emitter -> {
                onCome = () -> emitter.complete(null);
                enter(this);
            });
        }

        boolean accept() {
            return state.compareAndSet(WAITING, HELD);
        }

        void start() {
            context.runOnContext(none -> onCome.run());
        }

        void end() {
            if (HELD.equals(state.getAndSet(OVER))) {
                release(site);
            }
        }
    }
}
