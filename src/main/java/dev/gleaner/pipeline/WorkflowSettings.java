package dev.gleaner.pipeline;

import java.time.Duration;

/**
 * The tuning of one workflow: what {@link PipelineSettings} says for all, with its own exceptions.
 *
 * @param concurrency how many items (lanes, where the workflow has lanes) one replica has in flight at most
 * @param batch how many items (lanes) one claim takes at most
 * @param laneDepth how many items of a lane one claim takes at most
 * @param maxAttempts how often an item is tried before it is given up
 * @param lease how long a claim holds without renewal: what a crash costs
 * @param deadline how long phase two may take before the engine gives up on it
 * @param backoff the wait before the second attempt
 * @param factor how many times longer each further wait is
 * @param backoffMax the longest wait
 * @param jitter how far a wait is moved at random, as a fraction of it
 */
public record WorkflowSettings(
        int concurrency,
        int batch,
        int laneDepth,
        int maxAttempts,
        Duration lease,
        Duration deadline,
        Duration backoff,
        double factor,
        Duration backoffMax,
        double jitter) {}
