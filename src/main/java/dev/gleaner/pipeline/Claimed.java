package dev.gleaner.pipeline;

import dev.gleaner.item.WorkItem;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An item that this replica holds. No entity: phase two must have nothing to query with.
 *
 * @param id the item
 * @param tenant whose it is
 * @param lane its lane, an empty name if it has none
 * @param lease the number of the lease, the fence of the persisting transaction
 * @param attempt which attempt this is, from 1
 * @param at when it was claimed, by the database's clock
 * @param task what phase two is given; null if the item could not be read
 */
record Claimed<T>(
        UUID id,
        String tenant,
        String lane,
        long lease,
        int attempt,
        Instant at,
        @Nullable T task) {

    static <I extends WorkItem, T> Claimed<T> of(I item, @Nullable T task) {
        return new Claimed<>(
                item.id(), item.tenant(), item.lane(), item.leaseNumber(), item.attempts(), item.updatedAt(), task);
    }

    /** What log lines about it carry besides their sentence. */
    Map<String, Object> logFields(String workflow) {
        return Map.of("workflow", workflow, "item", id.toString(), "tenant", tenant, "attempt", attempt);
    }
}
