package dev.gleaner.phase;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.util.concurrent.Callable;

/** Runs what computes or blocks away from the event loops, and comes back to the caller's context. */
@Singleton
public class Offload {
    private final Vertx vertx;

    Offload(Vertx vertx) {
        this.vertx = vertx;
    }

    /** The result, or the exception that the work threw. */
    public <T> Uni<T> compute(Callable<T> work) {
        return Uni.createFrom()
                .completionStage(() -> vertx.executeBlocking(work, false).toCompletionStage());
    }
}
