package dev.gleaner.pipeline;

import dev.gleaner.database.DatabaseClock;
import java.time.Duration;

/** The database's clock, moved forward by the test. */
final class MovedClock extends DatabaseClock {
    private volatile Duration ahead = Duration.ZERO;

    void forward(Duration by) {
        ahead = ahead.plus(by);
    }

    @Override
    public String now() {
        return "(now() + interval '" + ahead.toSeconds() + " seconds')";
    }
}
