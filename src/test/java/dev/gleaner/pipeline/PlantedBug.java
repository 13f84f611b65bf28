package dev.gleaner.pipeline;

import dev.gleaner.database.DatabaseClock;
import java.util.List;

/** A mistake in a statement of the engine, made on its way to the database. */
final class PlantedBug extends DatabaseClock {
    private final DatabaseClock clock;
    private final List<Change> changes;

    /** What stands there, and what stands there wrongly. */
    record Change(String right, String wrong) {}

    PlantedBug(DatabaseClock clock, List<Change> changes) {
        this.clock = clock;
        this.changes = changes;
    }

    @Override
    public String now() {
        return clock.now();
    }

    @Override
    public String in(String sql) {
        String changed = sql;
        for (Change change : changes) {
            changed = changed.replace(change.right(), change.wrong());
        }
        return super.in(changed);
    }
}
