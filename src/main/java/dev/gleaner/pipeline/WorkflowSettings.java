package dev.gleaner.pipeline;

import java.time.Duration;

/** The tuning of one workflow. */
public interface WorkflowSettings {

    /** How many items one replica has in flight at most. */
    int concurrency();

    /** How many items one claim takes at most. */
    int batch();

    /** How often an item is tried before it is given up. */
    int maxAttempts();

    /** How long a claim holds without renewal: what a crash costs. */
    Duration lease();

    /** The wait before the second attempt; each further one waits {@link #backoffFactor} times longer. */
    Duration backoff();

    /** See {@link #backoff}. */
    double backoffFactor();

    /** The longest wait. */
    Duration backoffMax();

    /** How far a wait is moved at random, as a fraction of it: 0.1 is ± 10 %. */
    double jitter();
}
