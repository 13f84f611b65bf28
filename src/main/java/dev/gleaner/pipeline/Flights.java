package dev.gleaner.pipeline;

import dev.gleaner.phase.LogFields;
import dev.gleaner.phase.PropagatedContext;
import dev.gleaner.vocabulary.ErrorCode;
import dev.gleaner.vocabulary.Step;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Context;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Phase two of a {@link Runner}: each item is fetched on a context of its own, spread over the event loops, and comes home
 * once, with what it brought or because its deadline has passed.
 *
 * <p>Lives on the runner's context. What arrives together is brought home together, and one timer watches all deadlines:
 * per item only what is its own is made.
 *
 * @param <S> what an item is fetched for
 */
final class Flights<S, T, R> {
    private static final Logger LOG = Logger.getLogger(Flights.class);

    /** Takes what has come home. */
    interface Landing<S, T, R> {
        void landed(S purpose, Claimed<T> item, Outcome<R> outcome);
    }

    private static final class Flight<S, T, R> {
        private final S purpose;
        private final Claimed<T> item;
        private final long begun = System.nanoTime();
        private volatile @Nullable Cancellable fetch;
        private volatile long took;
        private volatile Outcome<R> outcome;

        Flight(S purpose, Claimed<T> item) {
            this.purpose = purpose;
            this.item = item;
        }
    }

    private final Workflow<?, T, R> workflow;
    private final EventLoops loops;
    private final Context home;
    private final PipelineMetrics metrics;
    private final Duration deadline;
    private final Landing<S, T, R> landing;

    /** In the order in which they began, which is that of their deadlines. */
    private final Set<Flight<S, T, R>> under = new LinkedHashSet<>();

    private final Queue<Flight<S, T, R>> arrived = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean called = new AtomicBoolean();
    private boolean watched;

    Flights(
            Workflow<?, T, R> workflow,
            EventLoops loops,
            Context home,
            PipelineMetrics metrics,
            Duration deadline,
            Landing<S, T, R> landing) {
        this.workflow = workflow;
        this.loops = loops;
        this.home = home;
        this.metrics = metrics;
        this.deadline = deadline;
        this.landing = landing;
    }

    /** Begins to fetch. On the home context. */
    void begin(S purpose, Claimed<T> item, PropagatedContext traced) {
        Flight<S, T, R> flight = new Flight<>(purpose, item);
        under.add(flight);
        watch();
        loops.next().runOnContext(ignored -> {
            traced.enter();
            fetch(flight);
        });
    }

    /** Always ends with an outcome, whatever the workflow does. */
    private void fetch(Flight<S, T, R> flight) {
        Claimed<T> item = flight.item;
        if (item.task() == null) {
            arrive(flight, surprise(Step.CLAIM));
            return;
        }
        try {
            flight.fetch = workflow.fetch(item.task())
                    .subscribe()
                    .with(
                            outcome -> arrive(flight, outcome == null ? surprise(item, nothing()) : outcome),
                            failure -> arrive(flight, surprise(item, failure)));
        } catch (RuntimeException | Error failure) {
            arrive(flight, surprise(item, failure));
        }
    }

    private static Throwable nothing() {
        return new IllegalStateException("a workflow without a verdict");
    }

    /** Any thread; told here, where the log knows the item and its trace. */
    private void arrive(Flight<S, T, R> flight, Outcome<R> outcome) {
        if (LOG.isDebugEnabled()) {
            String why = outcome.why().map(Failure::message).orElse("");
            LOG.debugf("%s %s: %s %s", workflow.name(), flight.item.id(), outcome.word(), why);
        }
        flight.took = System.nanoTime() - flight.begun;
        flight.outcome = outcome;
        arrived.add(flight);
        if (called.compareAndSet(false, true)) {
            home.runOnContext(ignored -> land());
        }
    }

    private void land() {
        called.set(false);
        for (Flight<S, T, R> flight = arrived.poll(); flight != null; flight = arrived.poll()) {
            if (under.remove(flight)) {
                metrics.fetched(workflow.name(), flight.took);
                landing.landed(flight.purpose, flight.item, flight.outcome);
            }
        }
    }

    /** One timer for the first that is due; what ended before leaves nothing behind. */
    private void watch() {
        if (watched || under.isEmpty()) {
            return;
        }
        watched = true;
        home.owner()
                .setTimer(
                        millisecondsLeft(under.iterator().next()),
                        timer -> home.runOnContext(it -> {
                            watched = false;
                            giveUp();
                            watch();
                        }));
    }

    private long millisecondsLeft(Flight<S, T, R> flight) {
        return Math.max(1, deadline.minusNanos(System.nanoTime() - flight.begun).toMillis() + 1);
    }

    private void giveUp() {
        while (!under.isEmpty()) {
            Iterator<Flight<S, T, R>> first = under.iterator();
            Flight<S, T, R> flight = first.next();
            long age = System.nanoTime() - flight.begun;
            if (age < deadline.toNanos()) {
                return;
            }
            first.remove();
            Cancellable fetch = flight.fetch;
            if (fetch != null) {
                fetch.cancel();
            }
            metrics.fetched(workflow.name(), age);
            landing.landed(flight.purpose, flight.item, tooLate());
        }
    }

    private Outcome<R> tooLate() {
        return new Outcome.Retry<>(
                new Failure(ErrorCode.READ_TIMEOUT, "No verdict within " + deadline.toSeconds() + " s", Step.FETCH));
    }

    private Outcome<R> surprise(Claimed<T> item, Throwable failure) {
        LogFields.during(
                item.logFields(workflow.name()),
                () -> LOG.errorf(failure, "Phase two of %s %s failed unexpectedly", workflow.name(), item.id()));
        return surprise(Step.FETCH);
    }

    private Outcome<R> surprise(Step step) {
        return new Outcome.Retry<>(
                new Failure(ErrorCode.INTERNAL, "An unexpected failure; the log has it under this item's id", step));
    }
}
