package dev.gleaner.pipeline;

import dev.gleaner.database.SessionGateway;
import dev.gleaner.item.WorkItem;
import dev.gleaner.phase.LogFields;
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
import org.jspecify.annotations.Nullable;

/**
 * The loop of one workflow on one replica: claim as many as there are free slots, start phase two for each, hand the
 * outcomes to the {@link Persister}. Items of one lane run one after the other and take one slot together.
 *
 * <p>Its state lives on one Vert.x context, so it needs no locks; phase two runs spread over the event loops.
 */
final class Runner<I extends WorkItem, T, R> {
    private static final Logger LOG = Logger.getLogger(Runner.class);

    private static final int CLAIMS_AT_ONCE = 2;

    /** How long free slots are gathered while most are taken. */
    private static final Duration GATHER = Duration.ofMillis(10);

    /** What runs one after the other in one slot. */
    private static final class Slot<T> {
        private final Deque<Claimed<T>> items = new ArrayDeque<>(1);
        private final String lane;
        private final Instant since;
        private Duration rest = Duration.ZERO;

        Slot(String lane, Claimed<T> first) {
            this.lane = lane;
            this.since = first.at();
        }

        Slot(Claimed<T> only) {
            this("", only);
            items.add(only);
        }

        LaneRest release() {
            return new LaneRest(since, rest);
        }
    }

    private final Workflow<I, T, R> workflow;
    private final Workshop shop;
    private final WorkflowSettings settings;
    private final EventLoops loops;

    /** For so many free slots a claim need not wait for more. */
    private final int worthwhile;

    private final Context home;
    private final Claims<I> taking;
    private final Persister<T, R> persister;
    private final AttemptTraces traces;
    private final Flights<Slot<T>, T, R> flights;

    /** Everything whose lease this replica holds: until its verdict is written. */
    private final Map<UUID, Claimed<T>> held = new HashMap<>();

    /** Of those, the ones without a verdict yet: each gets exactly one. */
    private final Map<UUID, Claimed<T>> undecided = new HashMap<>();

    private final Set<Slot<T>> slots = Collections.newSetFromMap(new IdentityHashMap<>());

    /** Those whose next item is not begun before more has been written. */
    private final Deque<Slot<T>> parked = new ArrayDeque<>();

    private boolean open;

    /** How many claims are under way, for how many slots together, and whether the last one found much. */
    private int claims;

    private int asked;
    private boolean plenty;

    /** The claim that is looking through the queue, if any. */
    private @Nullable Object looking;

    private boolean gathering;
    private boolean gathered;
    private boolean again;
    private CompletableFuture<Void> drained;

    Runner(Workflow<I, T, R> workflow, Workshop shop, EventLoops loops) {
        this.workflow = workflow;
        this.shop = shop;
        this.settings = shop.settings().of(workflow.name());
        this.loops = loops;
        this.worthwhile = Math.max(1, Math.min(settings.batch(), settings.concurrency() / 2));
        this.home = loops.next();
        this.taking = new Claims<>(workflow, settings, shop.clock(), shop.entities(), shop.replica());
        this.persister = new Persister<>(shop, workflow, loops, home, this::written);
        this.traces = new AttemptTraces(shop.tracer(), workflow.name());
        this.flights = new Flights<>(workflow, loops, home, shop.metrics(), settings.deadline(), this::settle);
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
        int free = settings.concurrency() - slots.size() - asked;
        if (!open
                || free <= 0
                || persister.isFull()
                || !mayClaim(free)
                || persister.backlog() > settings.concurrency()) {
            again = claims > 0;
            return;
        }
        if (free < worthwhile && !gathered) {
            gather();
            return;
        }
        gathered = false;
        again = false;
        claim(Math.min(free, settings.batch()));
        if (mayClaim(settings.concurrency() - slots.size() - asked)) {
            claim();
        }
    }

    /**
     * While one claim is being committed another one may be made, if the queue is long. In the queue itself is one at a time:
     * each goes on where the last one ended, and two would step over what the other one takes. What holds lanes is
     * committed first.
     */
    private boolean mayClaim(int free) {
        return claims == 0
                || (plenty && looking == null && claims < CLAIMS_AT_ONCE && free >= worthwhile && !workflow.isLaned());
    }

    private void claim(int number) {
        claims++;
        asked += number;
        Object claim = new Object();
        looking = claim;
        Instant begun = Instant.now();
        // not at home: to read hundreds of rows takes its time, in which others come home
        loops.next()
                .runOnContext(ignored -> shop.metrics()
                        .timed(
                                name(),
                                "claim",
                                () -> shop.sessions().inTransaction("claim " + name(), () -> claimed(number, claim)))
                        .subscribe()
                        .with(
                                items -> home.runOnContext(it -> begin(items, number, begun)),
                                failure -> home.runOnContext(it -> claimFailed(number, claim, failure))));
    }

    /** Slots become free one by one; a claim for each would be a transaction for each. */
    private void gather() {
        if (!gathering) {
            gathering = true;
            home.owner()
                    .setTimer(
                            GATHER.toMillis(),
                            timer -> home.runOnContext(it -> {
                                gathering = false;
                                gathered = true;
                                claim();
                                gathered = false;
                            }));
        }
    }

    private Uni<List<Claimed<T>>> claimed(int number, Object claim) {
        return taking.claim(number)
                .invoke(items -> home.runOnContext(it -> looked(items.size() >= number / 2)))
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

    /** The queue is free for the next claim; what this one found is still to be committed. */
    private void looked(boolean found) {
        looking = null;
        plenty = found;
        if (plenty) {
            claim();
        }
    }

    private void claimFailed(int number, Object claim, Throwable failure) {
        claims--;
        asked -= number;
        plenty = false;
        if (looking == claim) {
            looking = null;
        }
        LOG.warnf("No claim of %s was possible: %s", name(), failure.getMessage());
        drainedIfIdle();
    }

    private void begin(List<Claimed<T>> items, int number, Instant begun) {
        claims--;
        asked -= number;
        plenty = items.size() >= number / 2;
        traces.claimed(items, begun);
        shop.metrics().claimed(name(), items.size());
        Map<String, Slot<T>> lanes = new HashMap<>();
        List<Slot<T>> fresh = new ArrayList<>();
        for (Claimed<T> item : items) {
            held.put(item.id(), item);
            undecided.put(item.id(), item);
            if (workflow.isLaned() && !item.lane().isEmpty()) {
                lanes.computeIfAbsent(item.lane(), lane -> new Slot<>(lane, item))
                        .items
                        .add(item);
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
        if (open && persister.isFull() && !slot.items.isEmpty()) {
            parked.add(slot);
            return;
        }
        Claimed<T> item = open ? slot.items.poll() : null;
        if (item == null) {
            finish(slot);
            return;
        }
        slot.rest = restOf(item);
        flights.begin(slot, item, traces.fetching(item));
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
            persister.free(slot.lane, slot.release());
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
        while (!parked.isEmpty() && !persister.isFull()) {
            next(parked.poll());
        }
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
        slots.stream().filter(slot -> !slot.lane.isEmpty()).forEach(slot -> persister.free(slot.lane, slot.release()));
        slots.clear();
        parked.clear();
        drainedIfIdle();
    }

    private void drainedIfIdle() {
        if (drained != null && held.isEmpty() && slots.isEmpty() && claims == 0 && persister.isIdle()) {
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
