package dev.gleaner.pipeline;

import dev.gleaner.database.DatabaseClock;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Measures every queue, for dashboards, alerts and autoscaling. Each replica says the same of it. */
@ApplicationScoped
class QueueWatch implements Upkeep {
    /** Where counting ends. */
    private static final int MANY = 100_000;

    /**
     * In the order of an index each, or the planner might read a table that consists of its queue from end to end. The
     * oldest is looked for tenant by tenant, which costs a few pages for each of them, however long its queue is.
     */
    private static final String LOOK = """
            with recursive oldest (tenant, since) as (
                (select tenant, next_attempt_at from {table}
                  where processing_status = 'QUEUED' order by tenant, next_attempt_at limit 1)
                union all
                select n.tenant, n.next_attempt_at
                  from oldest o cross join lateral (
                      select tenant, next_attempt_at from {table}
                       where processing_status = 'QUEUED' and tenant > o.tenant
                       order by tenant, next_attempt_at limit 1) n),
            queued as (
                select next_attempt_at as at from {table}
                 where processing_status = 'QUEUED' order by tenant, next_attempt_at limit {many}),
            held as (
                select lease_until as until from {table}
                 where lease_until is not null order by lease_until limit {many})
            select (select count(*) from queued where at <= {now}), (select count(*) from queued where at > {now}),
                   (select count(*) from held), (select count(*) from held where until < {now}),
                   coalesce((select cast(extract(epoch from {now} - min(since)) as bigint) from oldest
                              where since <= {now}), 0),
                   coalesce((select paused from pipeline where name = cast(:workflow as text)), false)
            """;

    private final Engine engine;
    private final DatabaseClock clock;
    private final PipelineMetrics metrics;

    QueueWatch(Engine engine, DatabaseClock clock, PipelineMetrics metrics) {
        this.engine = engine;
        this.clock = clock;
        this.metrics = metrics;
    }

    @Override
    public String name() {
        return "queues";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(15);
    }

    @Override
    public Uni<Void> run() {
        return Multi.createFrom()
                .iterable(engine.workflows())
                .onItem()
                .transformToUniAndConcatenate(
                        workflow -> look(workflow).invoke(state -> metrics.queue(workflow.name(), state)))
                .collect()
                .asList()
                .replaceWithVoid();
    }

    /** How a workflow's queue looks now. */
    Uni<QueueState> look(Workflow<?, ?, ?> workflow) {
        String sql =
                clock.in(LOOK).replace("{table}", workflow.shelf().table()).replace("{many}", Integer.toString(MANY));
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(sql, Object[].class)
                        .setParameter("workflow", workflow.name())
                        .getSingleResult())
                .map(row -> new QueueState(
                        number(row[0]), number(row[1]), number(row[2]), number(row[3]), number(row[4]), (Boolean)
                                row[5]));
    }

    private static long number(Object value) {
        return ((Number) value).longValue();
    }
}
