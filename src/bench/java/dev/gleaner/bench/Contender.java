package dev.gleaner.bench;

import java.time.Duration;
import java.util.function.Supplier;

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

    /** How much of the processor it has used so far, itself and without the database; zero if that cannot be told. */
    default Duration used() {
        return Duration.ZERO;
    }

    /** Stops working until the next round; not timed. */
    void rest() throws Exception;

    @Override
    void close();

    /** A contender that may be absent on this machine: then it takes part, and fails with the reason. */
    static Contender orAbsent(String name, Supplier<Contender> contender) {
        try {
            return contender.get();
        } catch (RuntimeException reason) {
            return new Absent(name, reason);
        }
    }
}
