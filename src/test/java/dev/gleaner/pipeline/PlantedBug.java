package dev.gleaner.pipeline;

import dev.gleaner.database.DatabaseClock;
import java.util.List;
import java.util.Set;

/** A mistake in a statement of the engine, made on its way to the database. */
final class PlantedBug extends DatabaseClock {
    private final DatabaseClock clock;
    private final List<Change> changes;
    private final Set<Change> made;

    /** What stands there, and what stands there wrongly. */
    record Change(String right, String wrong) {}

    /** Tells which changes were really made: what no statement says any more cannot be said wrongly. */
    PlantedBug(DatabaseClock clock, List<Change> changes, Set<Change> made) {
        this.clock = clock;
        this.changes = changes;
        this.made = made;
    }

    @Override
    public String now() {
        return clock.now();
    }

    @Override
    public String in(String sql) {
        String changed = sql;
        for (Change change : changes) {
            if (changed.contains(change.right())) {
                made.add(change);
                changed = changed.replace(change.right(), change.wrong());
            }
        }
        return super.in(changed);
    }
}
