package dev.gleaner.pipeline;

import dev.gleaner.phase.PropagatedContext;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Instant;
import java.util.Map;

/**
 * One attempt as a trace: a span with one below it for each phase, although the first and the last phase are shared with
 * the other items of a batch. So whoever looks at a slow page sees what it waited for.
 */
final class AttemptTrace {
    private final Tracer tracer;
    private final String workflow;
    private final Map<String, Object> fields;
    private final Span attempt;
    private Span phase;

    private AttemptTrace(Tracer tracer, String workflow, Map<String, Object> fields, Span attempt) {
        this.tracer = tracer;
        this.workflow = workflow;
        this.fields = fields;
        this.attempt = attempt;
        this.phase = attempt;
    }

    /** Begins with the claim that brought it, which is over by now. */
    static AttemptTrace claimed(Tracer tracer, String workflow, Claimed<?> item, Instant begun) {
        Span attempt = tracer.spanBuilder(workflow + " attempt")
                .setNoParent()
                .setStartTimestamp(begun)
                .startSpan();
        if (attempt.isRecording()) {
            attempt.setAttribute("gleaner.workflow", workflow)
                    .setAttribute("gleaner.item", item.id().toString())
                    .setAttribute("gleaner.tenant", item.tenant())
                    .setAttribute("gleaner.attempt", item.attempt());
        }
        AttemptTrace trace = new AttemptTrace(tracer, workflow, item.logFields(workflow), attempt);
        trace.begin("claim", begun);
        trace.phase.end();
        return trace;
    }

    /** Begins the second phase; the result is what it runs in. */
    PropagatedContext fetching() {
        begin("fetch", Instant.now());
        return new PropagatedContext(Context.root().with(phase), fields);
    }

    /** Ends the second phase and begins the third. */
    void decided(Outcome<?> outcome) {
        attempt.setAttribute("gleaner.outcome", outcome.word());
        outcome.why().ifPresent(why -> {
            attempt.setAttribute("gleaner.error.code", why.code().code());
            if (outcome.isFailure()) {
                attempt.setStatus(StatusCode.ERROR, why.code().code());
            }
        });
        phase.end();
        begin("persist", Instant.now());
    }

    /** Ends what has not ended. */
    void end() {
        phase.end();
        attempt.end();
    }

    /** Where nothing is recorded, the attempt's own ids serve all phases. */
    private void begin(String name, Instant when) {
        if (!attempt.isRecording()) {
            return;
        }
        phase = tracer.spanBuilder(workflow + " " + name)
                .setParent(Context.root().with(attempt))
                .setStartTimestamp(when)
                .startSpan();
    }
}
