package dev.gleaner.curation;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What came of a decision.
 *
 * @param matched how many items were meant
 * @param updated how many of them changed
 * @param queued how many went to the queue
 * @param dequeued how many left it
 */
@RegisterForReflection
public record Curated(long matched, long updated, long queued, long dequeued) {}
