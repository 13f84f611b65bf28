package dev.gleaner.pipeline;

import dev.gleaner.database.DatabaseClock;
import dev.gleaner.pipeline.PipelineView.ErrorCount;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Counts and switches a workflow in the database. Runs inside the caller's transaction. */
@ApplicationScoped
class Pipelines {
    /**
     * A subquery for each status: each counts in an index alone, and the idle items, most of all, are not looked at. What is
     * in flight is found by its lease.
     */
    private static final String COUNT = """
            select (select count(*) from {table} where tenant = cast(:tenant as text) and processing_status = 'QUEUED'),
                   (select count(*) from {table} where tenant = cast(:tenant as text) and processing_status = 'QUEUED'
                                                   and next_attempt_at > {now}),
                   (select count(*) from {table} where tenant = cast(:tenant as text) and processing_status = 'PROCESSING'
                                                   and lease_until is not null),
                   (select count(*) from {table} where tenant = cast(:tenant as text) and processing_status = 'COMPLETE'),
                   (select count(*) from {table} where tenant = cast(:tenant as text) and processing_status = 'EMPTY'),
                   (select count(*) from {table} where tenant = cast(:tenant as text) and processing_status = 'FILTERED'),
                   (select count(*) from {table} where tenant = cast(:tenant as text) and processing_status = 'ERROR'),
                   (select cast(extract(epoch from {now} - min(next_attempt_at)) as bigint) from {table}
                     where tenant = cast(:tenant as text) and processing_status = 'QUEUED' and next_attempt_at <= {now}),
                   coalesce((select paused from pipeline where name = cast(:workflow as text)), false),
                   (select count(*) from attempt
                     where workflow = cast(:workflow as text) and finished_at > {now} - interval '1 minute'
                       and tenant = cast(:tenant as text) and outcome in ('COMPLETE', 'EMPTY', 'FILTERED')),
                   (select count(*) from attempt
                     where workflow = cast(:workflow as text) and finished_at > {now} - interval '1 minute'
                       and tenant = cast(:tenant as text) and outcome in ('RETRIED', 'FAILED', 'EXPIRED'))
            """;

    private static final String ERRORS = """
            select error_code, count(*) from {table}
             where tenant = cast(:tenant as text) and processing_status = 'ERROR'
             group by error_code order by count(*) desc, error_code
            """;

    private static final String SWITCH = """
            insert into pipeline (name, paused, changed_at, changed_by)
            values (cast(:name as text), :paused, now(), cast(:who as text))
            on conflict (name) do update
               set paused = excluded.paused, changed_at = excluded.changed_at, changed_by = excluded.changed_by
            """;

    private final DatabaseClock clock;
    private final Silence silence;

    Pipelines(DatabaseClock clock, Silence silence) {
        this.clock = clock;
        this.silence = silence;
    }

    Uni<PipelineView> view(String tenant, Workflow<?, ?, ?> workflow, int inFlight) {
        String sql = clock.in(COUNT).replace("{table}", workflow.shelf().table());
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(sql, Object[].class)
                        .setParameter("workflow", workflow.name())
                        .setParameter("tenant", tenant)
                        .getSingleResult())
                .chain(row -> errors(tenant, workflow)
                        .chain(errors -> silence.of(workflow.name(), tenant)
                                .map(silent -> view(workflow.name(), row, inFlight, errors, silent))));
    }

    private static Uni<List<ErrorCount>> errors(String tenant, Workflow<?, ?, ?> workflow) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                ERRORS.replace("{table}", workflow.shelf().table()), Object[].class)
                        .setParameter("tenant", tenant)
                        .getResultList())
                .map(rows -> rows.stream()
                        .map(row -> new ErrorCount((String) row[0], number(row[1])))
                        .toList());
    }

    private static PipelineView view(String name, Object[] row, int inFlight, List<ErrorCount> errors, boolean silent) {
        return new PipelineView(
                name,
                (Boolean) row[8],
                number(row[0]),
                number(row[1]),
                number(row[2]),
                number(row[3]),
                number(row[4]),
                number(row[5]),
                number(row[6]),
                row[7] == null ? null : number(row[7]),
                inFlight,
                new PipelineView.PerMinute(number(row[9]), number(row[10])),
                errors,
                silent);
    }

    private static long number(Object value) {
        return ((Number) value).longValue();
    }

    /** For all replicas, from their next claim on. */
    Uni<Void> pause(String workflow, boolean paused, String who) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(SWITCH)
                        .setParameter("name", workflow)
                        .setParameter("paused", paused)
                        .setParameter("who", who)
                        .executeUpdate())
                .replaceWithVoid();
    }
}
