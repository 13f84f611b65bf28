package dev.gleaner.pipeline;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * A workflow as operators see it, for their tenant.
 *
 * @param name the workflow
 * @param paused whether nothing is claimed, on all replicas
 * @param queued waiting, its first attempt included
 * @param retrying of those, the ones whose next attempt lies in the future
 * @param processing claimed by any replica
 * @param complete done with output
 * @param empty done without output
 * @param filtered kept out by a rule
 * @param error given up
 * @param oldestQueuedSeconds how long the longest has been due; null if nothing is
 * @param inFlight how many items this replica holds
 * @param perMinute what ended in the last minute
 * @param errors what was given up, by its reason, the most frequent first
 * @param silent whether the last successes were all without output: something looks healthy and is not
 */
@RegisterForReflection
record PipelineView(
        String name,
        boolean paused,
        long queued,
        long retrying,
        long processing,
        long complete,
        long empty,
        long filtered,
        long error,
        Long oldestQueuedSeconds,
        int inFlight,
        PerMinute perMinute,
        List<ErrorCount> errors,
        boolean silent) {

    /** What ended in the last minute. */
    @RegisterForReflection
    record PerMinute(long done, long failed) {}

    /** How many were given up for one reason. */
    @RegisterForReflection
    record ErrorCount(String code, long count) {}
}
