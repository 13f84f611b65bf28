package dev.gleaner.pipeline;

import dev.gleaner.database.SessionGateway;
import dev.gleaner.item.WorkItem;
import dev.gleaner.phase.LogFields;
import dev.gleaner.phase.PropagatedContext;
import dev.gleaner.vocabulary.ErrorCode;
import dev.gleaner.vocabulary.Step;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * The loop of one workflow on one replica: claim as many as there are free slots, start phase two for each, hand the
 * outcomes to the {@link Persister}. Items of one lane run one after the other and take one slot together.
 *
 * <p>Its state lives on one Vert.x context, so it needs no locks; phase two runs spread over the event loops.
 */
final class Runner<I extends WorkItem, T, R> {
    private static final Logger LOG = Logger.getLogger(Runner.class);

    /** What runs one after the other in one slot. */
    private static final class Slot<T> {
        private final Deque<Claimed<T>> items = new ArrayDeque<>();
        private final String lane;
        private Duration rest = Duration.ZERO;

        Slot(String lane) {
            this.lane = lane;
        }

        Slot(Claimed<T> only) {
            this("");
            items.add(only);
        }
    }

    private final Workflow<I, T, R> workflow;
    private final Workshop shop;
    private final WorkflowSettings settings;
    private final EventLoops loops;
    private final Context home;
    private final Claims<I> claims;
    private final Persister<T, R> persister;
    private final AttemptTraces traces;

    /** Everything whose lease this replica holds: until its verdict is written. */
    private final Map<UUID, Claimed<T>> held = new HashMap<>();

    /** Of those, the ones without a verdict yet: each gets exactly one. */
    private final Map<UUID, Claimed<T>> undecided = new HashMap<>();

    private final Set<Slot<T>> slots = Collections.newSetFromMap(new IdentityHashMap<>());
    private boolean open;
    private boolean claiming;
    private boolean again;
    private CompletableFuture<Void> drained;

    Runner(Workflow<I, T, R> workflow, Workshop shop, EventLoops loops) {
        this.workflow = workflow;
        this.shop = shop;
        this.settings = shop.settings().of(workflow.name());
        this.loops = loops;
        this.home = loops.next();
        this.claims = new Claims<>(workflow, settings, shop.clock(), shop.replica());
        this.persister = new Persister<>(shop, workflow, home, this::written);
        this.traces = new AttemptTraces(shop.tracer(), workflow.name());
    }

    String name() {
        return workflow.name();
    }

    /** Begins to claim. */
    void start() {
        home.runOnContext(ignored -> {
            open = true;
            claim();
        });
    }

    /** Looks at the queue now, if there is a free slot. Any thread. */
    void nudge() {
        home.runOnContext(ignored -> claim());
    }

    private void claim() {
        int free = settings.concurrency() - slots.size();
        if (!open || claiming || free <= 0 || persister.backlog() > settings.concurrency()) {
            again = claiming;
            return;
        }
        claiming = true;
        again = false;
        Instant begun = Instant.now();
        shop.metrics()
                .timed(name(), "claim", () -> shop.sessions().inTransaction("claim " + name(), () -> claimed(free)))
                .subscribe()
                .with(
                        items -> home.runOnContext(ignored -> begin(items, begun)),
                        failure -> home.runOnContext(ignored -> claimFailed(failure)));
    }

    private Uni<List<Claimed<T>>> claimed(int free) {
        return claims.claim(free)
                .chain(items -> shop.allowance().of(workflow, shop.replica(), items))
                .map(items -> items.stream().map(this::prepared).toList());
    }

    /** One that cannot be read must not keep the others from being claimed. */
    private Claimed<T> prepared(I item) {
        try {
            return Claimed.of(item, workflow.taskOf(item));
        } catch (RuntimeException unreadable) {
            Claimed<T> nameless = Claimed.of(item, null);
            LogFields.during(
                    nameless.logFields(name()),
                    () -> LOG.errorf(unreadable, "%s %s could not be read", name(), item.id()));
            return nameless;
        }
    }

    private void claimFailed(Throwable failure) {
        claiming = false;
        LOG.warnf("No claim of %s was possible: %s", name(), failure.getMessage());
        drainedIfIdle();
    }

    private void begin(List<Claimed<T>> items, Instant begun) {
        claiming = false;
        traces.claimed(items, begun);
        shop.metrics().claimed(name(), items.size());
        Map<String, Slot<T>> lanes = new HashMap<>();
        List<Slot<T>> fresh = new ArrayList<>();
        for (Claimed<T> item : items) {
            held.put(item.id(), item);
            undecided.put(item.id(), item);
            if (workflow.isLaned() && !item.lane().isEmpty()) {
                lanes.computeIfAbsent(item.lane(), Slot::new).items.add(item);
            } else {
                fresh.add(new Slot<>(item));
            }
        }
        fresh.addAll(lanes.values());
        slots.addAll(fresh);
        shop.metrics().inFlight(name(), held.size());
        fresh.forEach(this::next);
        if (!items.isEmpty() || again) {
            claim();
        }
        drainedIfIdle();
    }

    private void next(Slot<T> slot) {
        Claimed<T> item = open ? slot.items.poll() : null;
        if (item == null) {
            finish(slot);
            return;
        }
        slot.rest = restOf(item);
        PropagatedContext traced = traces.fetching(item);
        loops.next().runOnContext(ignored -> {
            traced.enter();
            fetch(item).subscribe().with(outcome -> {
                LOG.debugf(
                        "%s %s: %s %s",
                        name(),
                        item.id(),
                        outcome.word(),
                        outcome.why().map(Failure::message).orElse(""));
                home.runOnContext(it -> settle(slot, item, outcome));
            });
        });
    }

    /** Phase two: always ends with an outcome, whatever the workflow does. */
    private Uni<Outcome<R>> fetch(Claimed<T> item) {
        if (item.task() == null) {
            return Uni.createFrom().item(surprise(Step.CLAIM));
        }
        Uni<Outcome<R>> verdict = shop.metrics()
                .timed(name(), "fetch", () -> Uni.createFrom().deferred(() -> workflow.fetch(item.task())));
        return Uni.combine()
                .any()
                .of(verdict, deadline())
                .onItem()
                .ifNull()
                .failWith(() -> new IllegalStateException("a workflow without a verdict"))
                .onFailure()
                .recoverWithItem(failure -> surprise(item, failure));
    }

    /**
     * Not by Mutiny's own timer: its scheduler keeps one that was cancelled, with all that hangs on it, until the time has
     * come, which would be minutes of everything that was ever fetched.
     */
    private Uni<Outcome<R>> deadline() {
        return Uni.createFrom().emitter(emitter -> {
            long timer = home.owner()
                    .setTimer(Math.max(1, settings.deadline().toMillis()), ignored -> emitter.complete(tooLate()));
            emitter.onTermination(() -> home.owner().cancelTimer(timer));
        });
    }

    private Outcome<R> tooLate() {
        return new Outcome.Retry<>(new Failure(
                ErrorCode.READ_TIMEOUT,
                "No verdict within " + settings.deadline().toSeconds() + " s",
                Step.FETCH));
    }

    private Outcome<R> surprise(Claimed<T> item, Throwable failure) {
        LogFields.during(
                item.logFields(name()),
                () -> LOG.errorf(failure, "Phase two of %s %s failed unexpectedly", name(), item.id()));
        return surprise(Step.FETCH);
    }

    private Outcome<R> surprise(Step step) {
        return new Outcome.Retry<>(
                new Failure(ErrorCode.INTERNAL, "An unexpected failure; the log has it under this item's id", step));
    }

    /** Asked again after phase two, which may have learnt how long the lane wants to rest. */
    private Duration restOf(Claimed<T> item) {
        try {
            return item.task() == null ? Duration.ZERO : workflow.rest(item.task());
        } catch (RuntimeException failure) {
            LOG.errorf(failure, "How long the lane of %s %s rests is unknown", name(), item.id());
            return Duration.ZERO;
        }
    }

    private void settle(Slot<T> slot, Claimed<T> item, Outcome<R> outcome) {
        shop.metrics().outcome(name(), outcome);
        if (undecided.remove(item.id(), item)) {
            traces.decided(item, outcome);
            persister.add(item, outcome);
        }
        slot.rest = restOf(item);
        if (outcome instanceof Outcome.Snooze<R> snooze && !slot.lane.isEmpty()) {
            slot.rest = snooze.delay();
            finish(slot);
        } else {
            next(slot);
        }
    }

    /** Ends a slot: what it still holds goes back to the queue, its lane is freed. */
    private void finish(Slot<T> slot) {
        handBack(slot.items);
        slot.items.clear();
        slots.remove(slot);
        if (!slot.lane.isEmpty()) {
            persister.free(slot.lane, slot.rest);
        }
        claim();
        drainedIfIdle();
    }

    private void handBack(Collection<Claimed<T>> items) {
        items.stream().filter(item -> undecided.remove(item.id(), item)).forEach(persister::release);
    }

    /** Their output may be the next room's work. */
    private void written(List<Claimed<T>> items) {
        items.forEach(item -> held.remove(item.id(), item));
        traces.written(items);
        shop.metrics().inFlight(name(), held.size());
        claim();
        shop.wake().run();
        drainedIfIdle();
    }

    /** Renews what is held. */
    Uni<Void> renew() {
        return onHome(() -> Set.copyOf(held.keySet()))
                .chain(items -> onHome(this::lanes)
                        .chain(lanes -> items.isEmpty() && lanes.isEmpty()
                                ? Uni.createFrom().voidItem()
                                : shop.sessions().inTransaction("renew " + name(), () -> renew(items, lanes))));
    }

    private Uni<Void> renew(Set<UUID> items, Set<String> lanes) {
        Uni<Integer> lanesFirst =
                lanes.isEmpty() ? Uni.createFrom().item(0) : shop.leases().renewLanes(settings, shop.replica(), lanes);
        return lanesFirst
                .chain(() -> shop.leases().renew(workflow, settings, shop.replica(), items))
                .replaceWithVoid();
    }

    private Set<String> lanes() {
        return slots.stream()
                .map(slot -> slot.lane)
                .filter(lane -> !lane.isEmpty())
                .collect(Collectors.toSet());
    }

    /** Brings back what vanished replicas held. */
    Uni<Void> rescue() {
        SessionGateway sessions = shop.sessions();
        return sessions.inTransaction("rescue " + name(), () -> shop.leases().rescue(workflow, settings))
                .invoke(count -> {
                    shop.metrics().rescued(name(), count);
                    if (count > 0) {
                        LOG.infof("Rescued %d expired items of %s", count, name());
                        nudge();
                    }
                })
                .replaceWithVoid();
    }

    /** Stops claiming and waits for what is in flight; after the grace the rest is handed back. */
    Uni<Void> drain(Duration grace) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        home.runOnContext(ignored -> {
            open = false;
            drained = done;
            drainedIfIdle();
            home.owner().setTimer(Math.max(1, grace.toMillis()), timer -> home.runOnContext(it -> handBackTheRest()));
        });
        return Uni.createFrom().completionStage(done);
    }

    private void handBackTheRest() {
        handBack(List.copyOf(undecided.values()));
        slots.stream().filter(slot -> !slot.lane.isEmpty()).forEach(slot -> persister.free(slot.lane, slot.rest));
        slots.clear();
        drainedIfIdle();
    }

    private void drainedIfIdle() {
        if (drained != null && held.isEmpty() && slots.isEmpty() && !claiming && persister.isIdle()) {
            drained.complete(null);
        }
    }

    /** How many items are in flight. */
    Uni<Integer> inFlight() {
        return onHome(held::size);
    }

    private <V> Uni<V> onHome(Supplier<V> reading) {
        return Uni.createFrom().emitter(emitter -> home.runOnContext(ignored -> emitter.complete(reading.get())));
    }
}
