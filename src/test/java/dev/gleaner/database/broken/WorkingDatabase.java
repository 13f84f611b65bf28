package dev.gleaner.database.broken;

import dev.gleaner.pipeline.Outcome;

/** A database that knows what it is used for. */
class WorkingDatabase {
    Outcome<?> outcome;
}
