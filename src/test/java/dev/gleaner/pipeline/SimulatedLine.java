package dev.gleaner.pipeline;

import dev.gleaner.database.SessionGateway;
import dev.gleaner.database.SessionSeam;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** The way of one virtual replica to the real database: what is sent over it may get lost, in either direction. */
final class SimulatedLine extends SessionSeam {

    /** What becomes of a transaction. */
    enum Fate {
        /** What is asked for. */
        KEPT,
        /** It never arrives. */
        NOT_SENT,
        /** It is rolled back in the end. */
        ROLLED_BACK,
        /** It is committed, and the replica is told that it failed. */
        REPLY_LOST,
        /** It is rolled back, and the replica is told that it was committed: a server that lost its last commits. */
        COMMIT_LOST
    }

    private final SessionGateway database;
    private final IntFunction<Fate> fates;
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();
    private volatile CompletableFuture<Void> awake = CompletableFuture.completedFuture(null);
    private volatile Fate last = Fate.KEPT;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    /** The fate of each transaction goes by its number. */
    SimulatedLine(SessionGateway database, IntFunction<Fate> fates) {
        this.database = database;
        this.fates = fates;
    }

    @Override
    public <T> Uni<T> inTransaction(String holder, Supplier<Uni<T>> work) {
        return whenAwake(() -> isCut() ? Uni.createFrom().nothing() : send(holder, work));
    }

    private <T> Uni<T> send(String holder, Supplier<Uni<T>> work) {
        Fate fate = last == Fate.KEPT ? fates.apply(sent.incrementAndGet()) : last;
        if (last != Fate.KEPT) {
            cut();
        }
        open.incrementAndGet();
        return met(fate, holder, work)
                .onTermination()
                .invoke(open::decrementAndGet)
                .onItemOrFailure()
                .transformToUni((result, failure) -> whenAwake(() -> failure == null
                        ? Uni.createFrom().item(result)
                        : Uni.createFrom().failure(failure)));
    }

    private <T> Uni<T> met(Fate fate, String holder, Supplier<Uni<T>> work) {
        return switch (fate) {
            case KEPT -> database.inTransaction(holder, work);
            case NOT_SENT -> lost();
            case REPLY_LOST -> database.inTransaction(holder, work).chain(SimulatedLine::lost);
            case ROLLED_BACK -> database.inTransaction(holder, () -> work.get().chain(SimulatedLine::lost));
            case COMMIT_LOST -> {
                CompletableFuture<T> said = new CompletableFuture<>();
                yield database.inTransaction(
                                holder, () -> work.get().invoke(said::complete).chain(it -> SimulatedLine.<T>lost()))
                        .onFailure(failure -> said.isDone())
                        .recoverWithUni(() -> Uni.createFrom().completionStage(said));
            }
        };
    }

    private static <T> Uni<T> lost() {
        return Uni.createFrom().failure(() -> new IOException("the line is broken"));
    }

    private <T> Uni<T> whenAwake(Supplier<Uni<? extends T>> next) {
        return Uni.createFrom().completionStage(() -> awake.copy()).chain(() -> next.get());
    }

    /** Nothing passes any more. */
    void cut() {
        ended.complete(null);
    }

    /** The next transaction is the last, and ends like this. */
    void cutDuring(Fate fate) {
        last = fate;
    }

    boolean isCut() {
        return ended.isDone();
    }

    /** When nothing passes any more. */
    Uni<Void> end() {
        return Uni.createFrom().completionStage(() -> ended.copy());
    }

    /** Everything waits. */
    void freeze() {
        awake = new CompletableFuture<>();
    }

    /** Everything goes on. */
    void thaw() {
        awake.complete(null);
    }

    boolean isFrozen() {
        return !awake.isDone();
    }

    /** Whether no transaction is under way. */
    boolean isQuiet() {
        return open.get() == 0;
    }
}
