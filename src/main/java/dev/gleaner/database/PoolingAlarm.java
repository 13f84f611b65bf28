package dev.gleaner.database;

import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Raised for a while when a failure shows that clients of the pooler are mixed up. That is nothing to wait for or to try
 * again: somebody has to set it up rightly, and until then nobody should send requests here.
 */
@Singleton
class PoolingAlarm {
    private static final Logger LOG = Logger.getLogger(PoolingAlarm.class);
    private static final Duration LASTS = Duration.ofMinutes(5);

    private volatile long last;
    private volatile boolean ever;

    /** Looks at a failed transaction. */
    void consider(Throwable failure) {
        if (DatabaseFaults.isMixedUp(failure)) {
            last = System.nanoTime();
            ever = true;
            LOG.errorf(
                    "The pooler before PostgreSQL mixes up its clients (%s): it does not work in the mode of"
                            + " gleaner.database.pooler. Not ready until this has not happened for %s.",
                    failure.getMessage(), LASTS);
        }
    }

    /** Whether one was seen lately. */
    boolean isRaised() {
        return ever && System.nanoTime() - last < LASTS.toNanos();
    }
}
