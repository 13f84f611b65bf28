package dev.gleaner.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.item.WorkItem;
import dev.gleaner.pipeline.chore.ChoreWorkflow;
import dev.gleaner.vocabulary.ErrorCode;
import dev.gleaner.vocabulary.Step;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class RetryTest extends EngineTestBase {
    private static final Failure SLOW = new Failure(ErrorCode.READ_TIMEOUT, "too slow", Step.FETCH);

    private final Latch latch = new Latch();

    @Test
    void attempts_come_after_five_ten_and_twenty_minutes_and_then_there_are_no_more() throws Exception {
        queue(1);
        var runner = started(plain(always(new Outcome.Retry<>(SLOW))));

        List<Integer> waits = List.of(5, 10, 20);
        for (int i = 0; i < waits.size(); i++) {
            awaitState("QUEUED " + (i + 1) + " FETCH read_timeout");
            assertThat(secondsUntilTheNextAttempt()).isBetween(waits.get(i) * 60 - 15, waits.get(i) * 60);
            clock.forward(Duration.ofMinutes(waits.get(i)));
            runner.nudge();
        }

        awaitState("ERROR 4 FETCH read_timeout");
        assertThat(trail()).isEqualTo("RETRIED RETRIED RETRIED FAILED");
        assertThat(ask("select string_agg(cast(attempt as text), ' ' order by claimed_at) from attempt"
                        + " where workflow like '%chore'"))
                .isEqualTo("1 2 3 4");
        assertThat(ask("select count(distinct id) from attempt where workflow like '%chore'"))
                .as("keys of the trail, by which its pages go on")
                .isEqualTo("4");
        assertThat(ask("select error_message || (error_at is not null) from chore"))
                .isEqualTo("too slowtrue");
    }

    private int secondsUntilTheNextAttempt() throws Exception {
        return Integer.parseInt(
                ask("select round(extract(epoch from next_attempt_at - " + clock.now() + ")) from chore"));
    }

    @Test
    void a_snooze_counts_no_attempt() throws Exception {
        queue(1);
        started(plain(always(new Outcome.Snooze<>(Duration.ofMinutes(3), SLOW))));

        awaitState("QUEUED 0 FETCH read_timeout");
        assertThat(secondsUntilTheNextAttempt()).isBetween(165, 180);
        assertThat(trail()).isEqualTo("SNOOZED");
    }

    @Test
    void a_host_that_asks_one_replica_to_come_back_later_is_left_alone_by_the_other() throws Exception {
        queue(20, "'lane-busy'", "n::text", WorkItem.BULK);
        ChoreWorkflow sentAway = laned(always(new Outcome.Snooze<>(Duration.ofMinutes(3), SLOW)));
        var first = runner("replica-1", sentAway, Map.of());
        first.start();
        await().until(() -> count("processing_status = 'PROCESSING'") == 0 && trail() != null);
        first.drain(Duration.ofMillis(1)).await().atMost(PATIENCE);

        ChoreWorkflow other = laned(done());
        assertThat(claim(claims("replica-2", other, Map.of()), other, 10)).isEmpty();
        clock.forward(Duration.ofMinutes(2));
        assertThat(claim(claims("replica-2", other, Map.of()), other, 10)).isEmpty();
        clock.forward(Duration.ofSeconds(61));
        assertThat(claim(claims("replica-2", other, Map.of()), other, 10)).hasSize(10);
        assertThat(sentAway.fetched()).hasSize(1);
        assertThat(count("attempts > 1")).isZero();
    }

    @Test
    void what_is_discarded_is_not_tried_again() throws Exception {
        queue(1);
        started(plain(always(new Outcome.Discard<>(SLOW))));

        awaitState("ERROR 1 FETCH read_timeout");
        assertThat(trail()).isEqualTo("FAILED");
    }

    @Test
    void what_a_rule_keeps_out_says_which() throws Exception {
        queue(1);
        started(plain(
                always(new Outcome.Filtered<>(new Failure(ErrorCode.BLOCKED_BY_ROBOTS, "Disallow: /", Step.FETCH)))));

        awaitState("FILTERED 1 FETCH blocked_by_robots");
    }

    @Test
    void what_is_empty_keeps_its_facts() throws Exception {
        queue(1);
        started(plain(always(new Outcome.Empty<>("nothing there"))));

        awaitState("EMPTY 1");
        assertThat(ask("select text from chore_output")).isEqualTo("nothing there");
    }

    @Test
    void surprises_of_phase_two_are_failed_attempts() throws Exception {
        queue("thrown");
        queue("failed");
        queue("null");
        queue("no answer");
        started(plain(task -> {
            switch (task.note()) {
                case "thrown":
                    throw new IllegalStateException("surprise");
                case "failed":
                    return Uni.createFrom().failure(new AssertionError("surprise"));
                case "null":
                    return Uni.createFrom().nullItem();
                default:
                    return null;
            }
        }));

        await().until(() -> count("processing_status = 'QUEUED' and attempts = 1 and error_code = 'internal'"
                        + " and error_step = 'FETCH'")
                == 4);
    }

    @Test
    void a_fetch_that_never_ends_is_given_up() throws Exception {
        queue(1);
        started(plain(task -> Uni.createFrom().nothing()), Map.of("deadline", "100ms"));

        awaitState("QUEUED 1 FETCH read_timeout");
    }

    @Test
    void deselected_while_it_is_fetched_it_is_not_tried_again() throws Exception {
        UUID id = queue("unwanted");
        started(plain(latch.before(always(new Outcome.Retry<>(SLOW)))));
        await().until(() -> latch.arrived() == 1);
        sql("update chore set curation_status = 'NOT_A_FIT' where id = '" + id + "'");

        latch.open();

        awaitState("IDLE 1 FETCH read_timeout");
        assertThat(ask("select next_attempt_at from chore")).isNull();
    }
}
