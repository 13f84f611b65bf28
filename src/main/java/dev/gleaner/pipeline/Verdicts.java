package dev.gleaner.pipeline;

import dev.gleaner.database.ArrayText;
import dev.gleaner.database.DatabaseClock;
import dev.gleaner.vocabulary.AttemptOutcome;
import dev.gleaner.vocabulary.ProcessingStatus;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes verdicts and their trail in one statement, fenced by the lease: whoever lost it cannot overwrite the replica
 * that took over. Runs inside the caller's transaction.
 */
@ApplicationScoped
class Verdicts {
    /**
     * An item that a person deselected meanwhile does not go back to the queue. The fence names the owner, too: a server
     * that lost its last commits in a crash gives the number of a forgotten lease to somebody else.
     *
     * <p>One array per column costs a third of the statement less than one JSON text. As a rule every lease still held, and
     * then only their number comes back; else one row of two arrays, because each row costs Hibernate more than
     * PostgreSQL. What most verdicts have in common is not sent: {@code unnest} fills a shorter array up with nulls, and to
     * read eight arrays of the same word again and again is a tenth of the statement. Each array stands in a subquery, which hides its length: the planner takes the fence for one row's, and
     * once it knew of hundreds of verdicts it would read the whole table for that row instead of looking each item up. And
     * {@code is not distinct from}, which no index answers: the one of the leases is full of what was in flight a moment ago.
     */
    private static final String WRITE = """
            with written as (
                update {table} i
                   set processing_status = case when v.status = 'QUEUED' and i.curation_status <> 'SELECTED'
                                                then 'IDLE' else coalesce(v.status, 'COMPLETE') end,
                       next_attempt_at = case when v.status = 'QUEUED' and i.curation_status = 'SELECTED'
                                              then {now} + make_interval(secs => coalesce(v.delay, 0)) end,
                       attempts = coalesce(v.attempts, 0), error_code = v.code, error_message = v.message, error_step = v.step,
                       error_at = case when v.code is not null then {now} end,
                       lease_owner = null, lease_until = null, updated_at = {now}
                  from unnest(
                           cast((select cast(:ids as text)) as uuid[]), cast((select cast(:leases as text)) as bigint[]),
                           cast((select cast(:statuses as text)) as text[]),
                           cast((select cast(:attempts as text)) as integer[]),
                           cast((select cast(:delays as text)) as double precision[]),
                           cast((select cast(:codes as text)) as text[]),
                           cast((select cast(:messages as text)) as text[]),
                           cast((select cast(:steps as text)) as text[]),
                           cast((select cast(:attempted as text)) as integer[]),
                           cast((select cast(:outcomes as text)) as text[]),
                           cast((select cast(:claims as text)) as timestamptz[]),
                           cast((select cast(:trail as text)) as uuid[]))
                       v (id, lease, status, attempts, delay, code, message, step, attempt, outcome, claimed, trail)
                 where i.id = v.id and i.lease_number = v.lease and i.lease_owner = cast(:replica as text)
                   and i.processing_status is not distinct from 'PROCESSING'
                returning i.id, i.tenant, i.lease_number, v.trail, coalesce(v.attempt, 1) as attempt, v.claimed,
                          coalesce(v.outcome, 'COMPLETE') as outcome, v.code, v.message, v.step),
            trail as (
                insert into attempt (id, tenant, workflow, item_id, attempt, replica, claimed_at, finished_at, outcome,
                                     error_code, error_message, error_step)
                select trail, tenant, cast(:workflow as text), id, attempt, cast(:replica as text), claimed, {now},
                       outcome, code, message, step
                  from written)
            select count(*), case when count(*) < cast(:number as integer) then cast(array_agg(id) as text) end,
                   case when count(*) < cast(:number as integer) then cast(array_agg(lease_number) as text) end
              from written
            """;

    private final DatabaseClock clock;

    Verdicts(DatabaseClock clock) {
        this.clock = clock;
    }

    /** Answers which leases still held. */
    Uni<HeldLeases> write(Workflow<?, ?, ?> workflow, String replica, List<Verdict> verdicts) {
        String sql = clock.in(WRITE).replace("{table}", workflow.shelf().table());
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(sql, Object[].class)
                        .setParameter("ids", ArrayText.of(verdicts, Verdict::id))
                        .setParameter("leases", ArrayText.of(verdicts, Verdict::lease))
                        .setParameter(
                                "statuses", ArrayText.of(verdicts, unless(ProcessingStatus.COMPLETE, Verdict::status)))
                        .setParameter("attempts", ArrayText.of(verdicts, unless(0, Verdict::attempts)))
                        .setParameter("delays", ArrayText.of(verdicts, unless(0.0, Verdict::delay)))
                        .setParameter("codes", ArrayText.of(verdicts, Verdict::code))
                        .setParameter("messages", ArrayText.of(verdicts, Verdict::message))
                        .setParameter("steps", ArrayText.of(verdicts, Verdict::step))
                        .setParameter("attempted", ArrayText.of(verdicts, unless(1, Verdict::attempt)))
                        .setParameter(
                                "outcomes", ArrayText.of(verdicts, unless(AttemptOutcome.COMPLETE, Verdict::outcome)))
                        .setParameter("claims", ArrayText.of(verdicts, Verdict::claimed))
                        .setParameter("trail", ArrayText.of(verdicts, Verdict::trail))
                        .setParameter("number", verdicts.size())
                        .setParameter("workflow", workflow.name())
                        .setParameter("replica", replica)
                        .getSingleResult())
                .map(row -> ((Number) row[0]).intValue() == verdicts.size()
                        ? HeldLeases.all()
                        : HeldLeases.of(ArrayText.values((String) row[1]), ArrayText.values((String) row[2])));
    }

    /** What is as usual is left to the statement. */
    private static <E> Function<Verdict, @Nullable Object> unless(E usual, Function<Verdict, E> column) {
        return verdict -> {
            E value = column.apply(verdict);
            return usual.equals(value) ? null : value;
        };
    }
}
