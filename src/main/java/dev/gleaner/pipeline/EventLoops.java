package dev.gleaner.pipeline;

import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Hands out fresh contexts, spread over the event loops: from one context everything would run on one thread. */
@Singleton
class EventLoops {
    private final Context[] roots;
    private final AtomicInteger turn = new AtomicInteger();

    EventLoops(Vertx vertx) {
        int loops = 2 * Runtime.getRuntime().availableProcessors();
        this.roots = IntStream.range(0, loops)
                .mapToObj(ignored -> ((VertxInternal) vertx).createEventLoopContext())
                .toArray(Context[]::new);
    }

    /** A duplicated context of its own for one piece of work. */
    Context next() {
        Context root = roots[Math.floorMod(turn.getAndIncrement(), roots.length)];
        Context context = VertxContext.createNewDuplicatedContext(root);
        VertxContextSafetyToggle.setContextSafe(context, true);
        return context;
    }
}
