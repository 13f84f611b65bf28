package dev.gleaner.curation;

import dev.gleaner.http.Condition;
import dev.gleaner.http.ProblemException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Turns the ways to name items into a condition, and refuses what would mean more than was said. */
final class Chosen {
    private static final int MOST_IDS = 10_000;

    private Chosen() {}

    static Condition of(String tenant, List<UUID> ids, Filter filter, Boolean all) {
        if (ids != null) {
            return Condition.equal("tenant", tenant).and(byIds(ids, filter, all));
        }
        boolean everything = filter == null || filter.isEmpty();
        if (everything && !Boolean.TRUE.equals(all)) {
            throw filter == null && all == null
                    ? ProblemException.invalid("ids", "give ids or a filter")
                    : ProblemException.invalid("all", "an empty filter means every item and needs \"all\": true");
        }
        Condition own = Condition.equal("tenant", tenant);
        return everything ? own : own.and(filter.condition());
    }

    private static Condition byIds(List<UUID> ids, Filter filter, Boolean all) {
        if (filter != null || all != null) {
            throw ProblemException.invalid("ids", "give either ids or a filter");
        }
        if (ids.isEmpty() || ids.size() > MOST_IDS || ids.stream().anyMatch(Objects::isNull)) {
            throw ProblemException.invalid("ids", "must hold 1 to " + MOST_IDS + " ids");
        }
        return Condition.anyOf("id", ids);
    }
}
