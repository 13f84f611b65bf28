package dev.gleaner.pipeline;

import dev.gleaner.database.DatabaseFaults;
import dev.gleaner.database.SessionGateway;
import dev.gleaner.phase.LogFields;
import dev.gleaner.vocabulary.ErrorCode;
import dev.gleaner.vocabulary.Step;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Phase three: gathers outcomes for some milliseconds and writes them in one transaction: statuses, output, trail and the
 * next rooms' work. A poisoned outcome does not take its batch along: on failure the batch is split, down to the one
 * that cannot be written, which then fails with that reason. While the database is away, everything waits. A few such
 * transactions are under way at once, so that while one waits for the disk another one works.
 *
 * <p>Lives on one Vert.x context, as its {@link Runner} does, so it needs no locks.
 */
final class Persister<T, R> {
    private static final Logger LOG = Logger.getLogger(Persister.class);

    /** What one transaction writes at most, unless it is for a single item: more would take it seconds. */
    private static final int MANY_ROWS = 10_000;

    /** What may wait or be under way before nothing more is fetched: it is all in memory. */
    private static final int TOO_MANY_ROWS = 2 * MANY_ROWS;

    /** An item with what came of it; nothing came of one that is handed back. */
    private record Entry<T, R>(Claimed<T> item, @Nullable Outcome<R> outcome) {}

    private final Workflow<?, T, R> workflow;
    private final RetryPolicy retries;
    private final String replica;
    private final SessionGateway sessions;
    private final Verdicts verdicts;
    private final Leases leases;
    private final PipelineMetrics metrics;
    private final PipelineSettings settings;
    private final EventLoops loops;
    private final Context home;
    private final Consumer<List<Claimed<T>>> written;

    private final Deque<Entry<T, R>> waiting = new ArrayDeque<>();
    private final Map<String, LaneRest> lanes = new HashMap<>();

    /** How many outcomes of each lane are not committed yet: a lane is free when there is none. */
    private final Map<String, Integer> unwritten = new HashMap<>();

    private int writing;
    private long rows;
    private boolean scheduled;

    /** What is {@code written} is reported on the home context, in whatever way it ended. */
    Persister(
            Workshop shop,
            Workflow<?, T, R> workflow,
            EventLoops loops,
            Context home,
            Consumer<List<Claimed<T>>> written) {
        this.workflow = workflow;
        this.replica = shop.replica();
        this.sessions = shop.sessions();
        this.verdicts = shop.verdicts();
        this.leases = shop.leases();
        this.metrics = shop.metrics();
        this.settings = shop.settings();
        this.retries = new RetryPolicy(settings.of(workflow.name()), shop.dice());
        this.loops = loops;
        this.home = home;
        this.written = written;
    }

    /** Takes an outcome. On the home context. */
    void add(Claimed<T> item, Outcome<R> outcome) {
        await(new Entry<>(item, outcome));
    }

    /** Takes an item that goes back to the queue as if it had never been claimed. On the home context. */
    void release(Claimed<T> item) {
        await(new Entry<>(item, null));
    }

    /** Frees a lane after everything that was added before. On the home context. */
    void free(String lane, LaneRest rest) {
        lanes.put(lane, rest);
        schedule();
    }

    /** How many outcomes wait. On the home context. */
    int backlog() {
        return waiting.size();
    }

    /** Whether so much is not written yet that nothing should be added. On the home context. */
    boolean isFull() {
        return rows >= TOO_MANY_ROWS;
    }

    /** Whether nothing is left to be written. On the home context. */
    boolean isIdle() {
        return writing == 0 && waiting.isEmpty() && lanes.isEmpty();
    }

    private void await(Entry<T, R> entry) {
        waiting.add(entry);
        rows += rowsOf(entry);
        if (!entry.item().lane().isEmpty()) {
            unwritten.merge(entry.item().lane(), 1, Integer::sum);
        }
        schedule();
    }

    private void schedule() {
        if (waiting.size() >= settings.persistBatch()) {
            flush();
        } else if (writing == 0 && !scheduled) {
            scheduled = true;
            home.owner()
                    .setTimer(
                            Math.max(1, settings.persistDelay().toMillis()),
                            timer -> home.runOnContext(it -> {
                                scheduled = false;
                                flush();
                            }));
        }
    }

    private void flush() {
        if (writing >= settings.persistAtOnce()) {
            return;
        }
        List<Entry<T, R>> batch = nextBatch();
        Map<String, LaneRest> rests = restsAfter(batch);
        if (batch.isEmpty() && rests.isEmpty()) {
            return;
        }
        writing++;
        rests.keySet().forEach(lanes::remove);
        // not at home, where others wait to be settled
        loops.next()
                .runOnContext(ignored -> write(batch, rests)
                        .subscribe()
                        .with(
                                it -> home.runOnContext(here -> flushed(batch)),
                                failure -> home.runOnContext(here -> failed(batch, rests, failure))));
    }

    private List<Entry<T, R>> nextBatch() {
        List<Entry<T, R>> batch = new ArrayList<>();
        long together = 0;
        while (batch.size() < settings.persistBatch() && !waiting.isEmpty()) {
            together += rowsOf(waiting.peek());
            if (together > MANY_ROWS && !batch.isEmpty()) {
                return batch;
            }
            batch.add(waiting.poll());
        }
        return batch;
    }

    private int rowsOf(Entry<T, R> entry) {
        R result = resultOf(entry.outcome());
        return result == null ? 1 : workflow.rows(result);
    }

    /** The lanes of which nothing is left to be written once this batch is. */
    private Map<String, LaneRest> restsAfter(List<Entry<T, R>> batch) {
        if (lanes.isEmpty()) {
            return Map.of();
        }
        Map<String, Integer> inBatch = new HashMap<>();
        batch.forEach(entry -> inBatch.merge(entry.item().lane(), 1, Integer::sum));
        Map<String, LaneRest> rests = new HashMap<>(lanes);
        rests.keySet().removeIf(lane -> unwritten.getOrDefault(lane, 0) > inBatch.getOrDefault(lane, 0));
        return rests;
    }

    private void flushed(List<Entry<T, R>> batch) {
        writing--;
        batch.forEach(entry -> rows -= rowsOf(entry));
        batch.forEach(entry ->
                unwritten.computeIfPresent(entry.item().lane(), (lane, number) -> number == 1 ? null : number - 1));
        written.accept(batch.stream().map(Entry::item).toList());
        if (!waiting.isEmpty() || !lanes.isEmpty()) {
            schedule();
        }
    }

    /** The database is away, or the lanes' statement failed: nothing is lost, it is all tried again. */
    private void failed(List<Entry<T, R>> batch, Map<String, LaneRest> rests, Throwable failure) {
        LOG.warnf("Outcomes of %s wait for the database: %s", workflow.name(), failure.getMessage());
        home.owner()
                .setTimer(
                        Math.max(1, settings.persistRetry().toMillis()),
                        timer -> home.runOnContext(it -> {
                            writing--;
                            for (int i = batch.size() - 1; i >= 0; i--) {
                                waiting.addFirst(batch.get(i));
                            }
                            rests.forEach(lanes::putIfAbsent);
                            flush();
                        }));
    }

    private Uni<Void> write(List<Entry<T, R>> batch, Map<String, LaneRest> rests) {
        return whole(batch).chain(() -> rests.isEmpty() ? Uni.createFrom().voidItem() : freeLanes(rests));
    }

    private Uni<Void> freeLanes(Map<String, LaneRest> rests) {
        return sessions.inTransaction(holder("free lanes"), () -> leases.freeLanes(replica, rests))
                .replaceWithVoid();
    }

    private Uni<Void> whole(List<Entry<T, R>> batch) {
        if (batch.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return committed(batch)
                .onFailure(failure -> !DatabaseFaults.isAway(failure))
                .recoverWithUni(failure -> batch.size() > 1 ? halves(batch) : poisoned(batch.get(0), failure));
    }

    private Uni<Void> halves(List<Entry<T, R>> batch) {
        int middle = batch.size() / 2;
        return whole(batch.subList(0, middle)).chain(() -> whole(batch.subList(middle, batch.size())));
    }

    /** The one that cannot be written is told so, without its result. */
    private Uni<Void> poisoned(Entry<T, R> entry, Throwable failure) {
        LogFields.during(
                entry.item().logFields(workflow.name()),
                () -> LOG.errorf(
                        failure,
                        "The result of %s %s could not be written",
                        workflow.name(),
                        entry.item().id()));
        Outcome<R> verdict = new Outcome.Retry<>(new Failure(
                ErrorCode.PERSIST_FAILED, "The result could not be written; the log says why", Step.PERSIST));
        return committed(List.of(new Entry<>(entry.item(), verdict)))
                .onFailure(unwritable -> !DatabaseFaults.isAway(unwritable))
                .recoverWithUni(unwritable -> abandoned(entry, unwritable));
    }

    /** Not even the failure can be written. Its lease runs out, and the batches behind it are not kept waiting. */
    private Uni<Void> abandoned(Entry<T, R> entry, Throwable failure) {
        LogFields.during(
                entry.item().logFields(workflow.name()),
                () -> LOG.errorf(
                        failure,
                        "Nothing can be written about %s %s",
                        workflow.name(),
                        entry.item().id()));
        return Uni.createFrom().voidItem();
    }

    /** One transaction; what it wrote is counted when it is committed. */
    private Uni<Void> committed(List<Entry<T, R>> batch) {
        Collection<Entry<T, R>> entries = oneOfEachLease(batch);
        List<Verdict> words = entries.stream().map(this::verdict).toList();
        return metrics.timed(
                        workflow.name(),
                        "persist",
                        () -> sessions.inTransaction(holder("persist"), () -> persist(entries, words)))
                .invoke(held -> metrics.written(workflow.name(), words, held))
                .replaceWithVoid();
    }

    /** Inside the transaction: first the fence, then the output of those whose lease held. */
    private Uni<HeldLeases> persist(Collection<Entry<T, R>> entries, List<Verdict> words) {
        return verdicts.write(workflow, replica, words).call(held -> {
            List<Finished<T, R>> finished = finished(entries, held);
            return finished.isEmpty() ? Uni.createFrom().voidItem() : workflow.persist(finished);
        });
    }

    /**
     * A server that lost its last commits in a crash gives the number of a forgotten lease again, perhaps to the same
     * replica: then two outcomes stand behind one fence, and one of them counts.
     */
    private static <T, R> Collection<Entry<T, R>> oneOfEachLease(List<Entry<T, R>> batch) {
        Map<Map.Entry<UUID, Long>, Entry<T, R>> leases = new LinkedHashMap<>();
        batch.forEach(entry ->
                leases.putIfAbsent(Map.entry(entry.item().id(), entry.item().lease()), entry));
        return leases.values();
    }

    private Verdict verdict(Entry<T, R> entry) {
        return entry.outcome() == null
                ? retries.released(entry.item())
                : retries.verdict(entry.item(), entry.outcome());
    }

    private static <T, R> List<Finished<T, R>> finished(Collection<Entry<T, R>> batch, HeldLeases held) {
        List<Finished<T, R>> finished = new ArrayList<>();
        for (Entry<T, R> entry : batch) {
            R result = resultOf(entry.outcome());
            if (result != null && held.include(entry.item())) {
                finished.add(new Finished<>(entry.item().id(), entry.item().task(), result));
            }
        }
        return finished;
    }

    private static <R> @Nullable R resultOf(@Nullable Outcome<R> outcome) {
        if (outcome instanceof Outcome.Done<R> done) {
            return done.result();
        } else if (outcome instanceof Outcome.Discard<R> discard) {
            return discard.result();
        }
        return outcome instanceof Outcome.Empty<R> empty ? empty.result() : null;
    }

    private String holder(String what) {
        return what + " " + workflow.name();
    }
}
