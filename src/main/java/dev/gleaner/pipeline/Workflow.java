package dev.gleaner.pipeline;

import dev.gleaner.item.WorkItem;
import dev.gleaner.item.WorkItems;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;

/**
 * A kind of slow work: one answer for each of the three phases. CDI finds the implementations; the engine does the rest.
 *
 * @param <I> the item that people curate
 * @param <T> what phase two needs to know: an immutable value, so that there is nothing to query with
 * @param <R> what phase two finds out
 */
public interface Workflow<I extends WorkItem, T, R> {

    /** The word for it in configuration, metrics and the API. */
    String name();

    /** Where its items lie. */
    WorkItems<I> shelf();

    /** Phase one, inside the claiming transaction: what phase two needs of the item. Pure. */
    T taskOf(I item);

    /** Phase two: the outside world. No session is open, and none can be opened. */
    Uni<Outcome<R>> fetch(T task);

    /** Phase three, inside the persisting transaction: writes a batch of results and hands work to the next rooms. */
    Uni<Void> persist(List<Finished<T, R>> batch);

    /**
     * Whether items that share a lane go one at a time, all replicas together, with a {@link #rest} after each handful.
     * Then every item needs a lane; otherwise none may have one, or it is never claimed.
     */
    default boolean isLaned() {
        return false;
    }

    /** Whether phase two asks somebody else's server, which counts towards the tenant's fetches of the day. */
    default boolean visitsTheWeb() {
        return true;
    }

    /** Whether its items are pages, which are counted apart. */
    default boolean readsPages() {
        return false;
    }

    /** How many rows phase three writes for this result, roughly: results that write many share no transaction. */
    default int rows(R result) {
        return 1;
    }

    /** How long the item's lane rests after it. */
    default Duration rest(T task) {
        return Duration.ZERO;
    }
}
