package dev.gleaner.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.item.WorkItem;
import dev.gleaner.pipeline.chore.ChoreWorkflow;
import dev.gleaner.vocabulary.ErrorCode;
import dev.gleaner.vocabulary.Step;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class PersistTest extends EngineTestBase {
    private final Latch latch = new Latch();

    @Test
    void no_connection_is_held_while_fetching() throws Exception {
        queue(200);
        started(plain(latch.before(done())));
        await().until(() -> latch.arrived() == 200);

        // the application's other work comes and goes; a connection that is held would stay
        await().until(() -> database.busyConnections() == 0);
        assertThat(transaction(() -> chores.count())).isEqualTo(200);
        latch.open();
        awaitAll("COMPLETE", 200);
    }

    @ParameterizedTest
    @ValueSource(strings = {ChoreWorkflow.POISON, ChoreWorkflow.DIRTY})
    void a_poisoned_outcome_does_not_take_its_batch_along(String bad) throws Exception {
        queue(49);
        queue(bad);
        // one batch for all of them, whenever they arrive
        started(plain(done()), Map.of("persist-batch", "50", "persist-delay", "10s"));

        awaitAll("COMPLETE", 49);
        await().until(() -> count("note = '" + bad + "' and processing_status = 'QUEUED'") == 1);

        assertThat(outputs()).isEqualTo(49);
        assertThat(ask("select concat_ws(' ', attempts, error_step, error_code,"
                        + " next_attempt_at between now() + interval '4 minutes' and now() + interval '6 minutes')"
                        + " from chore where note = '" + bad + "'"))
                .isEqualTo("1 PERSIST persist_failed t");
        assertThat(ask("select outcome from attempt where error_code = 'persist_failed' and workflow = 'chore'"))
                .isEqualTo("RETRIED");
    }

    @Test
    void complete_and_its_output_are_seen_together_or_not_at_all() throws Exception {
        queue(300);
        started(plain(done()), Map.of("persist-batch", "7", "batch", "11"));

        await().until(() -> {
            assertThat(ask("select count(*) from chore c where (c.processing_status = 'COMPLETE')"
                            + " <> exists (select from chore_output o where o.chore_id = c.id)"))
                    .isEqualTo("0");
            return count("processing_status = 'COMPLETE'") == 300;
        });
    }

    @Test
    void outcomes_wait_for_a_database_that_is_away_and_are_written_once() throws Exception {
        queue(20);
        started(plain(latch.before(done())));
        await().until(() -> latch.arrived() == 20);

        try (Connection blocker = database.direct().connect()) {
            blocker.setAutoCommit(false);
            blocker.createStatement().execute("select * from chore for update");
            latch.open();
            await().until(() -> terminateWhoWaitsForChores() > 0);
            blocker.rollback();
        }

        awaitAll("COMPLETE", 20);
        assertThat(outputs()).isEqualTo(20);
        assertThat(ask("select count(*) || ' ' || min(outcome) from attempt where workflow = 'chore'"))
                .isEqualTo("20 COMPLETE");
    }

    @Test
    void nothing_more_is_fetched_while_much_waits_to_be_written() throws Exception {
        queue(3, "'one.example'", "'large'", WorkItem.BULK);
        ChoreWorkflow workflow = laned(latch.before(always(new Outcome.Done<>(ChoreWorkflow.LARGE))));
        try (Connection blocker = database.direct().connect()) {
            started(workflow);
            await().until(() -> latch.arrived() == 1);
            blocker.setAutoCommit(false);
            blocker.createStatement().execute("select * from chore for update");
            latch.open();
            await().until(() -> whoWaitsForChores("pid") > 0);

            assertThat(workflow.fetched()).hasSize(1);
            blocker.rollback();
        }

        awaitAll("COMPLETE", 3);
        assertThat(workflow.fetched()).hasSize(3);
    }

    private int terminateWhoWaitsForChores() throws Exception {
        return whoWaitsForChores("pg_terminate_backend(pid)");
    }

    private int whoWaitsForChores(String done) throws Exception {
        return Integer.parseInt(database.superuser()
                .ask("select count(" + done + ") from pg_stat_activity where datname = '"
                        + database.direct().name() + "' and wait_event_type = 'Lock' and query like '%chore%'"));
    }

    @Test
    void a_result_of_a_deselected_item_is_still_kept() throws Exception {
        queue(1);
        started(plain(latch.before(done())));
        await().until(() -> latch.arrived() == 1);
        sql("update chore set curation_status = 'NOT_A_FIT'");

        latch.open();

        awaitState("COMPLETE 1");
        assertThat(outputs()).isEqualTo(1);
    }

    @Test
    void a_failure_without_a_sentence_costs_no_other_item_anything() throws Exception {
        queue("mute");
        queue(10);
        Failure mute = new Failure(ErrorCode.INTERNAL, "", Step.FETCH);
        started(plain(task ->
                task.note().equals("mute") ? always(new Outcome.Discard<>(mute)).apply(task) : done().apply(task)));

        awaitAll("COMPLETE", 10);
        await().until(() -> count("error_code = 'persist_failed'") == 1);
    }

    @Test
    void a_runner_that_is_sent_home_at_once_has_written_what_was_decided() throws Exception {
        queue(50);
        var runner = started(plain(done()), Map.of("persist-delay", "1s"));
        await().until(() -> count("processing_status <> 'QUEUED'") == 50);

        runner.drain(Duration.ofMillis(1)).await().atMost(PATIENCE);

        assertThat(count("processing_status = 'PROCESSING'")).isZero();
        assertThat(outputs()).isEqualTo(count("processing_status = 'COMPLETE'"));
        assertThat(ask("select count(*) - count(distinct item_id) from attempt where workflow = 'chore'"))
                .isEqualTo("0");
    }

    @Test
    void two_outcomes_of_a_claim_that_the_database_forgot_count_once() throws Exception {
        queue(1);
        var runner = started(plain(latch.before(done())), Map.of("persist-batch", "2", "persist-delay", "10s"));
        await().until(() -> latch.arrived() == 1);
        latch.open();

        // as after a crash of a server that had not written its last commits to disk
        sql("update chore set processing_status = 'QUEUED', next_attempt_at = now() - interval '1 hour', attempts = 0,"
                + " lease_number = lease_number - 1, lease_owner = null, lease_until = null");
        await().until(() -> {
            runner.nudge();
            return latch.arrived() == 2;
        });

        awaitState("COMPLETE 1");
        assertThat(outputs()).isEqualTo(1);
        assertThat(trail()).isEqualTo("COMPLETE");
    }
}
