package dev.gleaner.pipeline;

import io.smallrye.mutiny.Uni;
import java.time.Duration;

/** Regular housekeeping in the database. The engine opens the transaction; CDI finds the implementations. */
public interface Upkeep {

    /** The word for it in logs and metrics. */
    String name();

    /** How often it is due, on each replica. It has to do no harm when several replicas do it at once. */
    Duration every();

    /** Does it, inside the engine's transaction. */
    Uni<Void> run();
}
