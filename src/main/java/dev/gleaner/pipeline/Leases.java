package dev.gleaner.pipeline;

import dev.gleaner.database.DatabaseClock;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Renews what this replica holds, rescues what a vanished one held, frees lanes. Inside the caller's transaction. */
@ApplicationScoped
class Leases {
    /**
     * What is locked is just being persisted: to wait for it could end in a deadlock, to skip it costs nothing. An item
     * never outlives the hold on its lane: it is renewed only if that was, just before and in the same transaction.
     */
    private static final String RENEW = """
            with held as materialized (
                select q.id
                  from unnest(cast(string_to_array(cast(:ids as text), ' ') as uuid[])) x (id) join {table} q on q.id = x.id
                 where q.lease_owner = cast(:replica as text)
                   and q.processing_status is not distinct from 'PROCESSING'
                   and (q.lane = ''
                        or exists (select 1 from lane l
                                    where l.name = q.lane and l.holder = cast(:replica as text)
                                      and l.ready_at >= {now} + make_interval(secs => {lease})))
                   for update of q skip locked)
            update {table} i set lease_until = {now} + make_interval(secs => {lease})
              from held h where i.id = h.id
            """;

    private static final String RENEW_LANES = """
            with held as materialized (
                select q.name
                  from unnest(string_to_array(cast(:lanes as text), ' ')) x join lane q on q.name = x
                 where q.holder = cast(:replica as text) for update of q skip locked)
            update lane set ready_at = {now} + make_interval(secs => {lease})
              from held h where lane.name = h.name
            """;

    /** In the order in which claims reserve them, so that the two cannot deadlock. */
    private static final String FREE_LANES = """
            with held as materialized (
                select q.name, f.rest
                  from unnest(string_to_array(cast(:lanes as text), ' '),
                              cast(string_to_array(cast(:rests as text), ' ') as double precision[]),
                              cast(string_to_array(cast(:since as text), ' ') as timestamptz[])) f (name, rest, since)
                  join lane q on q.name = f.name
                 where q.holder = cast(:replica as text) and q.reserved_at = f.since order by q.name for update of q)
            update lane set ready_at = {now} + make_interval(secs => h.rest), holder = null
              from held h where lane.name = h.name
            """;

    private static final String RESCUE = """
            with expired as (
                select q.id, q.lease_owner, q.updated_at from {table} q where q.lease_until < {now}
                 order by q.lease_until limit 1000 for update skip locked),
            rescued as (
                update {table} i
                   set processing_status = case when i.attempts >= {max} then 'ERROR'
                                                when i.curation_status = 'SELECTED' then 'QUEUED' else 'IDLE' end,
                       next_attempt_at = case when i.attempts < {max} and i.curation_status = 'SELECTED' then {now} end,
                       error_code = 'lease_expired', error_step = 'FETCH', error_at = {now},
                       error_message = 'Replica ' || e.lease_owner || ' stopped answering while it worked on this',
                       lease_owner = null, lease_until = null, updated_at = {now}
                  from expired e where i.id = e.id
                returning i.id, i.tenant, i.attempts, i.error_message, e.lease_owner, e.updated_at as claimed_at)
            insert into attempt (tenant, workflow, item_id, attempt, replica, claimed_at, finished_at, outcome,
                                 error_code, error_message, error_step)
            select tenant, cast(:workflow as text), id, attempts, lease_owner, claimed_at, {now}, 'EXPIRED',
                   'lease_expired', error_message, 'FETCH'
              from rescued
            """;

    private final DatabaseClock clock;

    Leases(DatabaseClock clock) {
        this.clock = clock;
    }

    /** Holds the items for another lease, in one statement. */
    Uni<Integer> renew(Workflow<?, ?, ?> workflow, WorkflowSettings settings, String replica, Collection<UUID> items) {
        String ids = items.stream().map(UUID::toString).collect(Collectors.joining(" "));
        return execute(sql(RENEW, workflow, settings.lease()), "ids", ids, replica);
    }

    /** Holds the lanes for another lease. */
    Uni<Integer> renewLanes(WorkflowSettings settings, String replica, Collection<String> lanes) {
        return execute(
                clock.in(RENEW_LANES).replace("{lease}", seconds(settings.lease())),
                "lanes",
                String.join(" ", lanes),
                replica);
    }

    /** Gives lanes back; each may be taken again after its rest. */
    Uni<Integer> freeLanes(String replica, Map<String, LaneRest> lanes) {
        String seconds = lanes.values().stream().map(it -> seconds(it.rest())).collect(Collectors.joining(" "));
        String since = lanes.values().stream().map(it -> it.since().toString()).collect(Collectors.joining(" "));
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(clock.in(FREE_LANES))
                        .setParameter("lanes", String.join(" ", lanes.keySet()))
                        .setParameter("rests", seconds)
                        .setParameter("since", since)
                        .setParameter("replica", replica)
                        .executeUpdate());
    }

    /** Returns expired items to the queue, or ends them when their attempts are used up; answers how many. */
    Uni<Integer> rescue(Workflow<?, ?, ?> workflow, WorkflowSettings settings) {
        String sql = sql(RESCUE, workflow, settings.lease()).replace("{max}", Integer.toString(settings.maxAttempts()));
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(sql)
                        .setParameter("workflow", workflow.name())
                        .executeUpdate());
    }

    private static Uni<Integer> execute(String sql, String list, String values, String replica) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(sql)
                        .setParameter(list, values)
                        .setParameter("replica", replica)
                        .executeUpdate());
    }

    private String sql(String template, Workflow<?, ?, ?> workflow, Duration lease) {
        return clock.in(template).replace("{table}", workflow.shelf().table()).replace("{lease}", seconds(lease));
    }

    private static String seconds(Duration duration) {
        return Double.toString(duration.toMillis() / 1000.0);
    }
}
