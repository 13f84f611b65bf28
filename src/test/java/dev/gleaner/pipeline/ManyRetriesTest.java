package dev.gleaner.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.item.WorkItem;
import dev.gleaner.pipeline.chore.ChoreWorkflow;
import dev.gleaner.vocabulary.ErrorCode;
import dev.gleaner.vocabulary.Step;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class ManyRetriesTest extends EngineTestBase {
    private static final Failure BROKEN = new Failure(ErrorCode.READ_TIMEOUT, "too slow", Step.FETCH);
    private static final int ALL = 10_000;
    private static final int FAILING = 3_000;

    @Test
    void of_ten_thousand_the_failing_third_is_tried_after_five_ten_and_twenty_minutes_and_costs_the_others_nothing()
            throws Exception {
        dice = new SplittableRandom(7)::nextDouble;
        queue(ALL);
        ChoreWorkflow workflow = plain(ManyRetriesTest::everyThirdFails);
        var runner = started(workflow);
        awaitAll("COMPLETE", ALL - FAILING);

        List<Integer> waits = List.of(5, 10, 20);
        for (int i = 0; i < waits.size(); i++) {
            awaitFailures("QUEUED", i + 1);
            assertSpread(waits.get(i));
            clock.forward(Duration.ofSeconds(waits.get(i) * 60 * 5 / 10));
            assertThat(claim(claims("early", workflow, Map.of()), workflow, ALL))
                    .isEmpty();
            clock.forward(Duration.ofSeconds(waits.get(i) * 60 * 6 / 10));
            runner.nudge();
        }
        awaitFailures("ERROR", 4);

        assertThat(count("processing_status = 'ERROR' and error_code = 'read_timeout' and error_message = 'too slow'"))
                .isEqualTo(FAILING);
        assertThat(outputs()).isEqualTo(ALL - FAILING);
        assertThat(histories()).isEqualTo("3000 × RETRIED RETRIED RETRIED FAILED, 7000 × COMPLETE");
    }

    private static Uni<Outcome<String>> everyThirdFails(ChoreWorkflow.Task task) {
        boolean fails = Integer.parseInt(task.note().split(" ")[1]) % 10 < 3;
        return Uni.createFrom().item(fails ? new Outcome.Retry<>(BROKEN) : new Outcome.Done<>(task.note()));
    }

    private void awaitFailures(String status, int attempts) {
        await().until(() -> count("processing_status = '" + status + "' and attempts = " + attempts) == FAILING);
    }

    /** They do not come back in step, but each within a tenth of its time. */
    private void assertSpread(int minutes) throws SQLException {
        String waits = ask("select round(min(w) / 6.0) || ' ' || round(max(w) / 6.0) from"
                + " (select extract(epoch from next_attempt_at - updated_at) as w from chore"
                + " where processing_status = 'QUEUED') waits");
        assertThat(waits).isEqualTo(minutes * 9 + " " + minutes * 11);
    }

    private String histories() throws SQLException {
        return ask("select string_agg(items || ' × ' || history, ', ' order by items) from"
                + " (select history, count(*) as items from"
                + " (select string_agg(outcome, ' ' order by attempt) as history from attempt"
                + " where workflow = 'chore' group by item_id) h group by history) g");
    }

    @Test
    void what_goes_wrong_for_ever_keeps_nobody_from_his_turn() throws Exception {
        queue(50, "''", "'" + ChoreWorkflow.POISON + "'", WorkItem.URGENT);
        queue(50, "''", "'" + ChoreWorkflow.UNREADABLE + "'", WorkItem.URGENT);
        queue(200);
        var runner = started(plain(done()), Map.of("concurrency", "4", "batch", "2"));

        awaitAll("COMPLETE", 200);
        for (int i = 0; i < 3; i++) {
            int attempts = i + 1;
            await().until(() -> count("processing_status = 'QUEUED' and attempts = " + attempts) == 100);
            clock.forward(Duration.ofMinutes(30));
            runner.nudge();
        }
        awaitAll("ERROR", 100);
        assertThat(outputs()).isEqualTo(200);
    }
}
