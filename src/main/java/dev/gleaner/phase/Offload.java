package dev.gleaner.phase;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import jakarta.inject.Singleton;
import java.util.concurrent.Callable;

/**
 * Runs what computes or blocks away from the event loops, and comes back to the caller's context. What computes has as
 * many threads as there are processors: more would not be faster, and would leave the compiler, the event loops and
 * whoever asks the API a smaller part of each.
 */
@Singleton
public class Offload {
    /** What is larger than this may take many times its size while it is computed on. */
    private static final long LARGE = 256 * 1024;

    /** Heap for each large computation that may run beside others. */
    private static final long HEAP_FOR_EACH = 128L * 1024 * 1024;

    private final Vertx vertx;
    private final WorkerExecutor computing;
    private final WorkerExecutor large;

    Offload(Vertx vertx) {
        this.vertx = vertx;
        this.computing = vertx.createSharedWorkerExecutor(
                "computing", Runtime.getRuntime().availableProcessors());
        this.large = vertx.createSharedWorkerExecutor("large", mostAtOnce());
    }

    /** As many as there are processors for, but in a small heap not so many: parsed, a page is ten times what it was. */
    private static int mostAtOnce() {
        long fitting = Runtime.getRuntime().maxMemory() / HEAP_FOR_EACH;
        return (int) Math.max(1, Math.min(fitting, Runtime.getRuntime().availableProcessors()));
    }

    /** What waits for the disk or for an answer. The result, or the exception that the work threw. */
    public <T> Uni<T> block(Callable<T> work) {
        return Uni.createFrom()
                .completionStage(() -> vertx.executeBlocking(work, false).toCompletionStage());
    }

    /** What needs a processor. The result, or the exception that the work threw. */
    public <T> Uni<T> compute(Callable<T> work) {
        return on(computing, work);
    }

    /** The same for work whose memory grows with what it is done on: what is large waits its turn. */
    public <T> Uni<T> compute(long bytes, Callable<T> work) {
        return on(bytes <= LARGE ? computing : large, work);
    }

    private static <T> Uni<T> on(WorkerExecutor threads, Callable<T> work) {
        return Uni.createFrom()
                .completionStage(() -> threads.executeBlocking(work, false).toCompletionStage());
    }
}
