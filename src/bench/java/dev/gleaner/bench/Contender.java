package dev.gleaner.bench;

import java.time.Duration;

/** Who takes part: it is given jobs to do, and the time it takes from the first claim to the last commit counts. */
public interface Contender extends AutoCloseable {

    /** Its name in the table. */
    String name();

    /** How many jobs one round has: about as many as it does in two or three seconds. */
    int jobs();

    /** Queues so many jobs; not timed. */
    void fill(int jobs) throws Exception;

    /** Does them all and tells how long that took. */
    Duration run(int jobs) throws Exception;

    /** Stops working until the next round; not timed. */
    void rest() throws Exception;

    @Override
    void close();
}
