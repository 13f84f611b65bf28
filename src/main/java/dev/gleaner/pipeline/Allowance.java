package dev.gleaner.pipeline;

import dev.gleaner.database.DatabaseClock;
import dev.gleaner.item.WorkItem;
import dev.gleaner.quota.DailyCounts;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The end of a claim: what is beyond its tenant's quota for the day goes back to the queue until the day ends, with its
 * attempts as they were. Runs inside the claiming transaction, as its last part.
 */
@ApplicationScoped
class Allowance {
    private static final String PUT_BACK = """
            update {table}
               set processing_status = 'QUEUED', lease_owner = null, lease_until = null, attempts = attempts - 1,
                   next_attempt_at = (date_trunc('day', {now} at time zone 'UTC') + interval '1 day') at time zone 'UTC',
                   error_code = 'quota_exhausted', error_step = 'CLAIM', error_at = {now}, updated_at = {now},
                   error_message = 'The tenant''s quota for today is used up; this goes on when the day ends (UTC)'
             where id = any (array(select unnest(cast(string_to_array(cast(:ids as text), ' ') as uuid[]))))
            """;

    private static final String FREE_LANES = """
            update lane set ready_at = {now}, holder = null
             where name = any (string_to_array(cast(:lanes as text), ' ')) and holder = cast(:replica as text)
            """;

    private static final String BRING_FORWARD = """
            update {table}
               set next_attempt_at = {now}, error_code = null, error_message = null, error_step = null, error_at = null,
                   updated_at = {now}
             where tenant = cast(:tenant as text) and processing_status = 'QUEUED' and next_attempt_at > {now}
               and error_code = 'quota_exhausted'
            """;

    private final DailyCounts counts;
    private final DatabaseClock clock;

    Allowance(DailyCounts counts, DatabaseClock clock) {
        this.counts = counts;
        this.clock = clock;
    }

    /** Those of the claimed that may be begun. */
    <I extends WorkItem> Uni<List<I>> of(Workflow<I, ?, ?> workflow, String replica, List<I> claimed) {
        if (claimed.isEmpty() || !workflow.visitsTheWeb()) {
            return Uni.createFrom().item(claimed);
        }
        Map<String, Long> asked =
                claimed.stream().collect(Collectors.groupingBy(WorkItem::tenant, Collectors.counting()));
        return counts.grant(asked, workflow.readsPages()).chain(granted -> {
            List<I> allowed = allowed(claimed, granted);
            return allowed.size() == claimed.size()
                    ? Uni.createFrom().item(allowed)
                    : putBack(workflow, replica, claimed, allowed).replaceWith(allowed);
        });
    }

    /** The first of each tenant, in the order of the claim. */
    private static <I extends WorkItem> List<I> allowed(List<I> claimed, Map<String, Long> granted) {
        Map<String, Long> left = new HashMap<>(granted);
        List<I> allowed = new ArrayList<>();
        for (I item : claimed) {
            Long free = left.get(item.tenant());
            if (free == null || free > 0) {
                allowed.add(item);
                left.computeIfPresent(item.tenant(), (tenant, number) -> number - 1);
            }
        }
        return allowed;
    }

    private <I extends WorkItem> Uni<Void> putBack(
            Workflow<I, ?, ?> workflow, String replica, List<I> claimed, List<I> allowed) {
        Set<I> denied = new HashSet<>(claimed);
        allowed.forEach(denied::remove);
        Set<String> idle = lanesOf(denied);
        idle.removeAll(lanesOf(allowed));
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(sql(PUT_BACK, workflow))
                        .setParameter("ids", joined(denied, item -> item.id().toString()))
                        .executeUpdate()
                        .chain(() -> session.createNativeQuery(clock.in(FREE_LANES))
                                .setParameter("lanes", String.join(" ", idle))
                                .setParameter("replica", replica)
                                .executeUpdate()))
                .replaceWithVoid();
    }

    /** After a quota was raised: what waited for the end of the day is due now, and looked at anew. */
    Uni<Void> bringForward(Workflow<?, ?, ?> workflow, String tenant) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(sql(BRING_FORWARD, workflow))
                        .setParameter("tenant", tenant)
                        .executeUpdate())
                .replaceWithVoid();
    }

    private static <I extends WorkItem> Set<String> lanesOf(Iterable<I> items) {
        Set<String> lanes = new HashSet<>();
        items.forEach(item -> lanes.add(item.lane()));
        lanes.remove("");
        return lanes;
    }

    private static <I> String joined(Set<I> items, Function<I, String> word) {
        return items.stream().map(word).collect(Collectors.joining(" "));
    }

    private String sql(String template, Workflow<?, ?, ?> workflow) {
        return clock.in(template).replace("{table}", workflow.shelf().table());
    }
}
