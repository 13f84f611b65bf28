package dev.gleaner.item;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import java.util.UUID;

/**
 * A shelf of items: the only way to them. Runs inside the caller's transaction and opens none.
 *
 * @param <I> the kind of item
 */
public interface WorkItems<I extends WorkItem> extends PanacheRepositoryBase<I, UUID> {

    /** The entity. */
    Class<I> itemType();

    /** The table, for the engine's set-based statements. */
    String table();
}
