package dev.gleaner.phase;

import io.opentelemetry.context.Context;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.logging.MDC;

/**
 * What work takes along from one Vert.x context to another: its place in a trace, and the fields of its log lines. A
 * context of one's own knows neither, so without this a transaction would speak without saying for whom.
 *
 * @param trace the span that the work belongs to
 * @param fields what its log lines carry besides their sentence
 */
public record PropagatedContext(Context trace, Map<String, Object> fields) {

    /** Those of the running code. */
    public static PropagatedContext current() {
        Map<String, Object> fields = MDC.getMap();
        return new PropagatedContext(Context.current(), fields == null ? Map.of() : fields);
    }

    /** The same with more fields. */
    public PropagatedContext with(Map<String, ?> more) {
        Map<String, Object> all = new TreeMap<>(fields);
        all.putAll(more);
        return new PropagatedContext(trace, all);
    }

    /** The same within another span. */
    public PropagatedContext within(Context span) {
        return new PropagatedContext(span, fields);
    }

    /** Enters a duplicated context that is the work's own, and needs no leaving: the two end together. */
    public void enter() {
        // first, because it copies the fields that are there
        trace.makeCurrent();
        fields.forEach(MDC::put);
    }
}
