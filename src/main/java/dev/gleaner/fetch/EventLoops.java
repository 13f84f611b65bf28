package dev.gleaner.fetch;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Spreads fetches over the event loops. Driven from a foreign thread, Vert.x' client has been seen to lose completions;
 * driven from the caller's context, ten thousand fetches would share the caller's one thread.
 */
final class EventLoops {
    private final Vertx vertx;

    EventLoops(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Does work on an event loop; the result comes back on the caller's context, if there is one. */
    <T> Uni<T> run(Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            Context caller = Vertx.currentContext();
            Context loop = ((VertxInternal) vertx).createEventLoopContext().duplicate();
            Uni<T> result = Uni.createFrom().deferred(work::get).runSubscriptionOn(executor(loop));
            return caller == null ? result : result.emitOn(executor(caller));
        });
    }

    /** Leads back to the event loop that the calling code runs on. */
    static Executor current() {
        return executor(Vertx.currentContext());
    }

    private static Executor executor(Context context) {
        return command -> context.runOnContext(none -> command.run());
    }
}
