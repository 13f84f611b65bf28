package dev.gleaner.pipeline;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The leases of one batch that still held when its verdicts were written. All of them, as a rule; then nothing is looked
 * up. One batch may hold two leases of one item, of which one at most is among them.
 */
final class HeldLeases {
    private static final HeldLeases ALL = new HeldLeases(null);

    private final @Nullable Map<UUID, Long> leases;

    private HeldLeases(@Nullable Map<UUID, Long> leases) {
        this.leases = leases;
    }

    static HeldLeases all() {
        return ALL;
    }

    /** Items and the numbers of their leases, in the same order. */
    static HeldLeases of(List<String> items, List<String> numbers) {
        Map<UUID, Long> leases = new HashMap<>();
        for (int i = 0; i < items.size(); i++) {
            leases.put(UUID.fromString(items.get(i)), Long.valueOf(numbers.get(i)));
        }
        return new HeldLeases(leases);
    }

    boolean include(Verdict verdict) {
        return include(verdict.id(), verdict.lease());
    }

    boolean include(Claimed<?> item) {
        return include(item.id(), item.lease());
    }

    private boolean include(UUID item, long lease) {
        return leases == null || Long.valueOf(lease).equals(leases.get(item));
    }
}
