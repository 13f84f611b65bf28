package dev.gleaner.phase;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import jakarta.inject.Singleton;
import java.util.concurrent.Callable;

/** Runs what computes or blocks away from the event loops, and comes back to the caller's context. */
@Singleton
public class Offload {
    /** What is larger than this may take many times its size while it is computed on. */
    private static final long LARGE = 256 * 1024;

    /** Heap for each large computation that may run beside others. */
    private static final long HEAP_FOR_EACH = 128L * 1024 * 1024;

    private final Vertx vertx;
    private final WorkerExecutor large;

    Offload(Vertx vertx) {
        this.vertx = vertx;
        this.large = vertx.createSharedWorkerExecutor("large", mostAtOnce());
    }

    /** As many as there are processors for, but in a small heap not so many: parsed, a page is ten times what it was. */
    private static int mostAtOnce() {
        long fitting = Runtime.getRuntime().maxMemory() / HEAP_FOR_EACH;
        return (int) Math.max(1, Math.min(fitting, Runtime.getRuntime().availableProcessors()));
    }

    /** The result, or the exception that the work threw. */
    public <T> Uni<T> compute(Callable<T> work) {
        return Uni.createFrom()
                .completionStage(() -> vertx.executeBlocking(work, false).toCompletionStage());
    }

    /** The same for work whose memory grows with what it is done on: what is large waits its turn. */
    public <T> Uni<T> compute(long bytes, Callable<T> work) {
        return bytes <= LARGE
                ? compute(work)
                : Uni.createFrom()
                        .completionStage(
                                () -> large.executeBlocking(work, false).toCompletionStage());
    }
}
