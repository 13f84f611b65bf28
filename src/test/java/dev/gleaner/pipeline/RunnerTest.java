package dev.gleaner.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gleaner.fixture.GleanerDatabase;
import dev.gleaner.vocabulary.ErrorCode;
import dev.gleaner.vocabulary.Step;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class RunnerTest {
    private static final Failure BUSY = new Failure(ErrorCode.READ_TIMEOUT, "too slow", Step.FETCH);

    @Inject
    ChoreYard yard;

    /** Fetches that hang until the test lets them go. */
    private final Queue<UniEmitter<? super Outcome<String>>> hanging = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void begin() throws SQLException {
        yard.clear();
    }

    @AfterEach
    void end() {
        letGo();
        yard.stop();
    }

    @Test
    void no_connection_is_held_while_two_hundred_fetches_hang() throws SQLException {
        yard.queue(200, "''");
        run(this::hang);
        eventually(() -> hanging.size() == 200);
        eventually(() -> GleanerDatabase.shared().busyConnections() == 0);
        Object answer = ChoreYard.await(yard.sessions()
                .inTransaction(
                        "a test",
                        () -> Panache.getSession()
                                .chain(session ->
                                        session.createNativeQuery("select 42").getSingleResult())));
        assertThat(answer).isEqualTo(42);
        letGo();
        eventually(() -> yard.count("processing_status = 'COMPLETE'") == 200);
    }

    @Test
    void items_of_one_lane_run_one_after_the_other_and_the_lane_rests_afterwards() throws SQLException {
        AtomicInteger atOnce = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        yard.queue(8, "'host'");
        yard.start(
                "one",
                ChoreWorkflow.laned(yard.chores(), Duration.ofHours(1), task -> {
                    most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
                    return done(task)
                            .onItem()
                            .delayIt()
                            .by(Duration.ofMillis(5))
                            .invoke(atOnce::decrementAndGet);
                }),
                Map.of("lane-depth", "4"));
        eventually(() -> yard.count("processing_status = 'COMPLETE'") == 4);
        assertThat(most).hasValue(1);
        eventually(() ->
                yard.ask("select holder is null from lane where name = 'host'").equals("t"));
        assertThat(yard.ask("select ready_at > now() + interval '59 minutes' from lane where name = 'host'"))
                .isEqualTo("t");
        yard.tick();
        assertThat(yard.count("processing_status = 'QUEUED'")).isEqualTo(4);
    }

    @Test
    void a_lane_that_asks_to_come_back_later_is_left_alone_for_so_long() throws SQLException {
        yard.queue(3, "'host'");
        run(
                "one",
                ChoreWorkflow.laned(
                        yard.chores(), Duration.ZERO, task -> item(new Outcome.Snooze<>(Duration.ofMinutes(2), BUSY))));
        eventually(() -> yard.count("processing_status = 'QUEUED' and attempts = 0") == 3);
        eventually(() ->
                yard.ask("select holder is null from lane where name = 'host'").equals("t"));
        assertThat(yard.ask("select ready_at > now() + interval '110 seconds' from lane"))
                .isEqualTo("t");
        assertThat(trail()).isEqualTo("RELEASED:2 SNOOZED:1");
    }

    @Test
    void attempts_come_at_5_10_and_20_minutes_and_then_it_is_an_error_with_its_reason() throws SQLException {
        yard.queue(1, "''");
        run(task -> item(new Outcome.Retry<>(BUSY)));
        for (int minutes : List.of(5, 10, 20)) {
            eventually(() -> yard.count("processing_status = 'QUEUED' and error_code = 'read_timeout'"
                            + " and abs(extract(epoch from next_attempt_at - updated_at) - " + minutes * 60 + ") < 1")
                    == 1);
            yard.moveClock(Duration.ofMinutes(minutes).minusSeconds(1));
            yard.tick();
            assertThat(yard.count("processing_status = 'QUEUED'")).isEqualTo(1);
            yard.moveClock(Duration.ofSeconds(2));
            yard.tick();
        }
        eventually(() -> yard.count("processing_status = 'ERROR' and attempts = 4 and error_message = 'too slow'"
                        + " and error_step = 'FETCH'")
                == 1);
        assertThat(trail()).isEqualTo("FAILED:1 RETRIED:3");
    }

    @Test
    void every_verdict_leaves_its_status_and_its_trail() throws SQLException {
        yard.queue(5, "''");
        run(task -> switch (task.name()) {
            case "1" -> done(task);
            case "2" -> item(new Outcome.Empty<>(null));
            case "3" -> item(new Outcome.Filtered<>(new Failure(ErrorCode.BLOCKED_BY_ROBOTS, "no", Step.FETCH)));
            case "4" -> item(new Outcome.Discard<>(new Failure(ErrorCode.HTTP_STATUS, "HTTP 404", Step.FETCH)));
            default -> Uni.createFrom().failure(new IllegalStateException("a bug"));
        });
        eventually(() -> yard.ask("select string_agg(name || processing_status || coalesce(error_code, ''), ' '"
                        + " order by name) from chore")
                .equals("1COMPLETE 2EMPTY 3FILTEREDblocked_by_robots 4ERRORhttp_status 5QUEUEDinternal"));
        assertThat(trail()).isEqualTo("COMPLETE:1 EMPTY:1 FAILED:1 FILTERED:1 RETRIED:1");
        assertThat(yard.ask("select count(*) from chore_output")).isEqualTo("1");
    }

    @Test
    void a_fetch_that_never_ends_is_given_up() throws SQLException {
        yard.queue(1, "''");
        yard.start("one", ChoreWorkflow.plain(yard.chores(), this::hang), Map.of("deadline", "50ms"));
        eventually(() -> yard.count("processing_status = 'QUEUED' and error_code = 'read_timeout'") == 1);
    }

    @Test
    void a_poisoned_outcome_does_not_take_its_batch_along() throws SQLException {
        yard.queue(50, "''");
        run(task -> item(new Outcome.Done<>(
                task.name().equals("7") ? "poison" : task.name().equals("31") ? "unwritable" : "done")));
        eventually(() -> yard.count("processing_status = 'COMPLETE'") == 48);
        eventually(() -> yard.count("processing_status = 'QUEUED' and error_code = 'persist_failed'"
                        + " and error_step = 'PERSIST' and name in ('7', '31')")
                == 2);
        assertThat(yard.ask("select count(*) from chore_output o join chore c on c.id = o.chore_id"
                        + " where c.processing_status = 'COMPLETE'"))
                .isEqualTo("48");
    }

    @Test
    void a_new_item_starts_when_the_engine_is_nudged() throws SQLException {
        ChoreWorkflow workflow = ChoreWorkflow.plain(yard.chores(), RunnerTest::done);
        Runner<?, ?, ?> runner = yard.start("one", workflow, Map.of());
        yard.queue(1, "''");
        runner.nudge();
        eventually(() -> yard.count("processing_status = 'COMPLETE'") == 1);
    }

    @Test
    void draining_hands_back_what_waits_and_finishes_what_runs() throws SQLException {
        yard.queue(5, "'host'");
        Runner<?, ?, ?> runner =
                yard.start("one", ChoreWorkflow.laned(yard.chores(), Duration.ZERO, this::hang), Map.of());
        eventually(() -> hanging.size() == 1);
        var drained = runner.drain(Duration.ofSeconds(20)).subscribeAsCompletionStage();
        assertThat(drained).isNotDone();
        letGo();
        eventually(drained::isDone);
        assertThat(yard.count("processing_status = 'COMPLETE'")).isEqualTo(1);
        assertThat(yard.count("processing_status = 'QUEUED' and attempts = 0")).isEqualTo(4);
        assertThat(yard.count("lease_owner is not null")).isZero();
    }

    @Test
    void after_the_grace_of_a_drain_the_rest_is_handed_back_uncounted() throws SQLException {
        yard.queue(3, "''");
        Runner<?, ?, ?> runner = run(this::hang);
        eventually(() -> hanging.size() == 3);
        ChoreYard.await(runner.drain(Duration.ofMillis(20)));
        assertThat(yard.count("processing_status = 'QUEUED' and attempts = 0")).isEqualTo(3);
        assertThat(trail()).isEqualTo("RELEASED:3");
        letGo();
        assertThat(yard.ask("select count(*) from chore_output")).isEqualTo("0");
    }

    @Test
    void deselected_while_it_runs_it_is_not_queued_again() throws SQLException {
        yard.queue(1, "''");
        run(this::hang);
        eventually(() -> hanging.size() == 1);
        yard.execute("update chore set curation_status = 'NOT_A_FIT'");
        hanging.remove().complete(new Outcome.Retry<>(BUSY));
        eventually(() -> yard.count("processing_status = 'IDLE' and next_attempt_at is null") == 1);
    }

    @Test
    void outcomes_wait_while_the_database_is_away_and_are_written_once() throws SQLException {
        yard.queue(20, "''");
        run(this::hang);
        eventually(() -> hanging.size() == 20);
        String others = "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()"
                + " and pid <> pg_backend_pid()";
        GleanerDatabase.shared().superuser().execute(others);
        letGo();
        GleanerDatabase.shared().superuser().execute(others);
        eventually(() -> yard.count("processing_status = 'COMPLETE'") == 20);
        assertThat(yard.ask("select count(*) from chore_output where runs = 1")).isEqualTo("20");
    }

    private Runner<?, ?, ?> run(Function<ChoreWorkflow.Task, Uni<Outcome<String>>> work) {
        return run("one", ChoreWorkflow.plain(yard.chores(), work));
    }

    private Runner<?, ?, ?> run(String replica, ChoreWorkflow workflow) {
        return yard.start(replica, workflow, Map.of());
    }

    private Uni<Outcome<String>> hang(ChoreWorkflow.Task task) {
        return Uni.createFrom().<Outcome<String>>emitter(emitter -> hanging.add(emitter));
    }

    private void letGo() {
        while (!hanging.isEmpty()) {
            hanging.remove().complete(new Outcome.Done<>("done"));
        }
    }

    private static Uni<Outcome<String>> done(ChoreWorkflow.Task task) {
        return item(new Outcome.Done<>("done"));
    }

    private static Uni<Outcome<String>> item(Outcome<String> outcome) {
        return Uni.createFrom().item(outcome);
    }

    private String trail() throws SQLException {
        return yard.ask("select string_agg(outcome || ':' || n, ' ' order by outcome) from (select outcome, count(*) n"
                + " from attempt where workflow = 'chore' group by outcome) x");
    }

    private static void eventually(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(condition);
    }
}
