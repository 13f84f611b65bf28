package dev.gleaner.pipeline;

import dev.gleaner.phase.PropagatedContext;
import io.opentelemetry.api.trace.Tracer;
import java.time.Instant;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * The traces of what a {@link Runner} holds. Lives on its context, so it needs no locks; what phase two is given enters
 * another one.
 */
final class AttemptTraces {
    private final Map<Claimed<?>, AttemptTrace> open = new IdentityHashMap<>();
    private final Tracer tracer;
    private final String workflow;

    AttemptTraces(Tracer tracer, String workflow) {
        this.tracer = tracer;
        this.workflow = workflow;
    }

    /** A claim has brought these. */
    void claimed(Collection<? extends Claimed<?>> items, Instant begun) {
        items.forEach(item -> open.put(item, AttemptTrace.claimed(tracer, workflow, item, begun)));
    }

    /** Phase two begins; the result is what it runs in. */
    PropagatedContext fetching(Claimed<?> item) {
        return open.get(item).fetching();
    }

    /** Phase two has ended, and its outcome waits to be written. */
    void decided(Claimed<?> item, Outcome<?> outcome) {
        open.get(item).decided(outcome);
    }

    /** Phase three has ended, in whatever way. */
    void written(List<? extends Claimed<?>> items) {
        items.forEach(item -> open.remove(item).end());
    }
}
