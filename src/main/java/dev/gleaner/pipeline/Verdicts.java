package dev.gleaner.pipeline;

import dev.gleaner.database.DatabaseClock;
import dev.gleaner.database.JsonRows;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Writes verdicts and their trail in one statement, fenced by the lease: whoever lost it cannot overwrite the replica
 * that took over. Runs inside the caller's transaction.
 */
@ApplicationScoped
class Verdicts {
    /**
     * An item that a person deselected meanwhile does not go back to the queue. The fence names the owner, too: a server
     * that lost its last commits in a crash gives the number of a forgotten lease to somebody else.
     */
    private static final String WRITE = """
            with verdict as (
                select * from jsonb_to_recordset(cast(cast(:verdicts as text) as jsonb)) as v (
                    id uuid, lease bigint, status text, attempts integer, delay double precision,
                    code text, message text, step text, attempt integer, outcome text, claimed timestamptz)),
            written as (
                update {table} i
                   set processing_status = case when v.status = 'QUEUED' and i.curation_status <> 'SELECTED'
                                                then 'IDLE' else v.status end,
                       next_attempt_at = case when v.status = 'QUEUED' and i.curation_status = 'SELECTED'
                                              then {now} + make_interval(secs => v.delay) end,
                       attempts = v.attempts, error_code = v.code, error_message = v.message, error_step = v.step,
                       error_at = case when v.code is not null then {now} end,
                       lease_owner = null, lease_until = null, updated_at = {now}
                  from verdict v
                 where i.id = v.id and i.lease_number = v.lease and i.lease_owner = cast(:replica as text)
                   and i.processing_status = 'PROCESSING'
                returning i.id, i.tenant, i.lease_number),
            trail as (
                insert into attempt (tenant, workflow, item_id, attempt, replica, claimed_at, finished_at, outcome,
                                     error_code, error_message, error_step)
                select w.tenant, cast(:workflow as text), v.id, v.attempt, cast(:replica as text), v.claimed, {now},
                       v.outcome, v.code, v.message, v.step
                  from written w join verdict v on v.id = w.id and v.lease = w.lease_number)
            select id, lease_number from written
            """;

    private final DatabaseClock clock;
    private final JsonRows rows;

    Verdicts(DatabaseClock clock, JsonRows rows) {
        this.clock = clock;
        this.rows = rows;
    }

    /** Answers the items whose lease still held, each with that lease: one batch may hold two of one item. */
    Uni<Map<UUID, Long>> write(Workflow<?, ?, ?> workflow, String replica, List<Verdict> verdicts) {
        String sql = clock.in(WRITE).replace("{table}", workflow.shelf().table());
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(sql, Object[].class)
                        .setParameter("verdicts", rows.of(verdicts))
                        .setParameter("workflow", workflow.name())
                        .setParameter("replica", replica)
                        .getResultList())
                .map(held -> held.stream().collect(Collectors.toMap(row -> (UUID) row[0], row -> (Long) row[1])));
    }
}
