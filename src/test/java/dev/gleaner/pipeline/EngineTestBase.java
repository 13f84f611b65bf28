package dev.gleaner.pipeline;

import dev.gleaner.database.DatabaseClock;
import dev.gleaner.database.EntityColumns;
import dev.gleaner.database.JsonRows;
import dev.gleaner.database.SessionGateway;
import dev.gleaner.fixture.GleanerDatabase;
import dev.gleaner.item.WorkItem;
import dev.gleaner.pipeline.chore.Chore;
import dev.gleaner.pipeline.chore.ChoreWorkflow;
import dev.gleaner.pipeline.chore.Chores;
import dev.gleaner.quota.DailyCounts;
import io.opentelemetry.api.trace.Tracer;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Runners made by hand: their names, clock and dice are the test's. Nothing but the test claims chores. */
abstract class EngineTestBase {
    static final Duration PATIENCE = Duration.ofSeconds(60);

    final GleanerDatabase database = GleanerDatabase.shared();
    final MovedClock clock = new MovedClock();

    /** In the middle: no jitter. */
    DoubleSupplier dice = () -> 0.5;

    private final List<Runner<?, ?, ?>> runners = new ArrayList<>();

    @Inject
    Chores chores;

    @Inject
    JsonRows rows;

    @Inject
    SessionGateway sessions;

    @Inject
    PipelineMetrics metrics;

    @Inject
    Tracer tracer;

    @Inject
    EventLoops loops;

    @Inject
    EntityColumns entities;

    @Inject
    DailyCounts counts;

    @BeforeEach
    void clear_the_room() throws SQLException {
        sql(
                "delete from chore",
                "delete from lane where name like 'lane-%'",
                "delete from attempt where workflow like '%chore'",
                "delete from pipeline where name like '%chore'");
    }

    @AfterEach
    void send_everybody_home() {
        runners.forEach(runner -> runner.drain(Duration.ofMillis(1)).await().atMost(PATIENCE));
    }

    /** The real tuning, and what the test changes of it; keys without their prefix. */
    static PipelineSettings settings(Map<String, String> changes) {
        Map<String, String> values = new HashMap<>();
        changes.forEach((key, value) -> values.put("gleaner.pipeline." + key, value));
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .addDefaultInterceptors()
                .withMapping(PipelineSettings.class)
                .withDefaultValues(values)
                .build()
                .getConfigMapping(PipelineSettings.class);
    }

    static Function<ChoreWorkflow.Task, Uni<Outcome<String>>> done() {
        return task -> Uni.createFrom().item(new Outcome.Done<>(task.note()));
    }

    static Function<ChoreWorkflow.Task, Uni<Outcome<String>>> always(Outcome<String> outcome) {
        return task -> Uni.createFrom().item(outcome);
    }

    ChoreWorkflow plain(Function<ChoreWorkflow.Task, Uni<Outcome<String>>> fetch) {
        return ChoreWorkflow.plain(chores, rows, fetch);
    }

    ChoreWorkflow laned(Function<ChoreWorkflow.Task, Uni<Outcome<String>>> fetch) {
        return ChoreWorkflow.laned(chores, rows, Duration.ZERO, fetch);
    }

    Workshop workshop(String replica, Map<String, String> changes) {
        return workshop(replica, changes, clock);
    }

    private Workshop workshop(String replica, Map<String, String> changes, DatabaseClock time) {
        return new Workshop(
                replica,
                settings(changes),
                sessions,
                time,
                entities,
                new Verdicts(time),
                new Leases(time),
                new Allowance(counts, time),
                metrics,
                tracer,
                dice,
                () -> {});
    }

    /** A runner that does not work yet. */
    Runner<Chore, ChoreWorkflow.Task, String> runner(
            String replica, ChoreWorkflow workflow, Map<String, String> changes) {
        var runner = new Runner<>(workflow, workshop(replica, changes), loops);
        runners.add(runner);
        return runner;
    }

    Runner<Chore, ChoreWorkflow.Task, String> started(ChoreWorkflow workflow) {
        return started(workflow, Map.of());
    }

    Runner<Chore, ChoreWorkflow.Task, String> started(ChoreWorkflow workflow, Map<String, String> changes) {
        var runner = runner("replica-1", workflow, changes);
        runner.start();
        return runner;
    }

    Claims<Chore> claims(String replica, ChoreWorkflow workflow, Map<String, String> changes) {
        Workshop shop = workshop(replica, changes);
        return new Claims<>(workflow, shop.settings().of(workflow.name()), clock, entities, replica);
    }

    /** What one claim takes, committed. */
    List<Claimed<ChoreWorkflow.Task>> claim(Claims<Chore> claims, ChoreWorkflow workflow, int slots) {
        return transaction(() -> claims.claim(slots)).stream()
                .map(item -> Claimed.of(item, workflow.taskOf(item)))
                .toList();
    }

    <T> T transaction(Supplier<Uni<T>> work) {
        return sessions.inTransaction("test", work).await().atMost(PATIENCE);
    }

    UUID queue(String note) throws SQLException {
        queue(1, "''", "'" + note + "'", WorkItem.BULK);
        return UUID.fromString(ask("select id from chore where note = '" + note + "'"));
    }

    void queue(int count) throws SQLException {
        queue(count, "''", "'chore ' || n", WorkItem.BULK);
    }

    /** Queues so many; lane and note are SQL on their number n, later ones are due later. */
    void queue(int count, String lane, String note, short priority) throws SQLException {
        sql("insert into chore (tenant, lane, note, priority, curation_status, processing_status, next_attempt_at)"
                + " select 'acme', " + lane + ", " + note + ", " + priority + ", 'SELECTED', 'QUEUED',"
                + " now() - interval '1 hour' + n * interval '1 millisecond' from generate_series(1, " + count
                + ") n");
    }

    void sql(String... statements) throws SQLException {
        database.direct().execute(statements);
    }

    String ask(String sql) throws SQLException {
        return database.direct().ask(sql);
    }

    int count(String condition) throws SQLException {
        return Integer.parseInt(ask("select count(*) from chore where " + condition));
    }

    int outputs() throws SQLException {
        return Integer.parseInt(ask("select count(*) from chore_output"));
    }

    /** What happened in turn, by the trail. */
    String trail() throws SQLException {
        return ask("select string_agg(outcome, ' ' order by claimed_at, finished_at) from attempt"
                + " where workflow like '%chore'");
    }

    /** The status of the only chore, with its attempts and what went wrong. */
    String state() throws SQLException {
        return ask("select concat_ws(' ', processing_status, attempts, error_step, error_code) from chore");
    }

    static ConditionFactory await() {
        return Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10));
    }

    void awaitAll(String status, int number) {
        await().until(() -> count("processing_status = '" + status + "'") == number);
    }

    void awaitState(String state) {
        await().until(this::state, state::equals);
    }

    static Set<String> laneNames(List<Claimed<ChoreWorkflow.Task>> items) {
        return items.stream().map(Claimed::lane).collect(Collectors.toSet());
    }
}
