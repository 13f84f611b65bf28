package dev.gleaner.pipeline;

import dev.gleaner.pipeline.chore.ChoreWorkflow;
import io.smallrye.mutiny.Uni;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/** Lets phase two hang until the test opens it; everything that comes later passes. */
final class Latch {
    private final CompletableFuture<Void> opened = new CompletableFuture<>();
    private final Queue<ChoreWorkflow.Task> hanging = new ConcurrentLinkedQueue<>();

    Function<ChoreWorkflow.Task, Uni<Outcome<String>>> before(
            Function<ChoreWorkflow.Task, Uni<Outcome<String>>> fetch) {
        return task -> {
            hanging.add(task);
            return Uni.createFrom().completionStage(() -> opened.copy()).chain(() -> fetch.apply(task));
        };
    }

    /** How many have come to it. */
    int arrived() {
        return hanging.size();
    }

    void open() {
        opened.complete(null);
    }
}
