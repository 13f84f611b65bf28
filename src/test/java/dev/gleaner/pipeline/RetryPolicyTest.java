package dev.gleaner.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gleaner.vocabulary.AttemptOutcome;
import dev.gleaner.vocabulary.ErrorCode;
import dev.gleaner.vocabulary.ProcessingStatus;
import dev.gleaner.vocabulary.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RetryPolicyTest {
    private static final Failure WHY = new Failure(ErrorCode.READ_TIMEOUT, "too slow", Step.FETCH);

    @Test
    void the_waits_double_from_five_minutes_up_to_the_longest() {
        RetryPolicy policy = policy(0.5);

        assertThat(waits(policy, 1, 2, 3, 4)).containsExactly(300.0, 600.0, 1200.0, 2400.0);
        assertThat(waits(policy, 8, 50, 5000)).containsExactly(21_600.0, 21_600.0, 21_600.0);
    }

    @Test
    void the_dice_move_a_wait_by_a_tenth_either_way() {
        assertThat(policy(0).backoff(1)).isCloseTo(270, within(1e-9));
        assertThat(policy(1).backoff(1)).isCloseTo(330, within(1e-9));
    }

    @Test
    void a_retry_goes_back_to_the_queue_until_the_attempts_are_used_up() {
        assertThat(policy(0.5).verdict(attempt(3), new Outcome.Retry<>(WHY)))
                .extracting(Verdict::status, Verdict::outcome, Verdict::attempts, Verdict::delay, Verdict::code)
                .containsExactly(ProcessingStatus.QUEUED, AttemptOutcome.RETRIED, 3, 1200.0, "read_timeout");
        assertThat(policy(0.5).verdict(attempt(4), new Outcome.Retry<>(WHY)))
                .extracting(Verdict::status, Verdict::outcome, Verdict::attempts, Verdict::message)
                .containsExactly(ProcessingStatus.ERROR, AttemptOutcome.FAILED, 4, "too slow");
    }

    @Test
    void a_snooze_and_a_release_count_no_attempt() {
        assertThat(policy(0.5).verdict(attempt(2), new Outcome.Snooze<>(Duration.ofHours(1), WHY)))
                .extracting(Verdict::status, Verdict::outcome, Verdict::attempts, Verdict::delay)
                .containsExactly(ProcessingStatus.QUEUED, AttemptOutcome.SNOOZED, 1, 3600.0);
        assertThat(policy(0.5).released(attempt(1)))
                .extracting(Verdict::status, Verdict::outcome, Verdict::attempts, Verdict::delay, Verdict::code)
                .containsExactly(ProcessingStatus.QUEUED, AttemptOutcome.RELEASED, 0, 0.0, null);
    }

    @Test
    void what_has_ended_says_how() {
        assertThat(statusOf(new Outcome.Done<>("it"))).isEqualTo(ProcessingStatus.COMPLETE);
        assertThat(statusOf(new Outcome.Empty<>("it"))).isEqualTo(ProcessingStatus.EMPTY);
        assertThat(statusOf(new Outcome.Filtered<>(WHY))).isEqualTo(ProcessingStatus.FILTERED);
        assertThat(statusOf(new Outcome.Discard<>(WHY))).isEqualTo(ProcessingStatus.ERROR);
    }

    @Test
    void a_message_is_shortened_and_holds_no_NUL() {
        Failure endless = new Failure(ErrorCode.INTERNAL, "a\u0000b" + "x".repeat(10_000), Step.PARSE);

        Verdict verdict = policy(0.5).verdict(attempt(1), new Outcome.Discard<>(endless));

        assertThat(verdict.message()).hasSize(2000).startsWith("a bx");
        assertThat(verdict.step()).isEqualTo(Step.PARSE);
    }

    private static ProcessingStatus statusOf(Outcome<String> outcome) {
        return policy(0.5).verdict(attempt(1), outcome).status();
    }

    private static double[] waits(RetryPolicy policy, int... attempts) {
        return IntStream.of(attempts).mapToDouble(policy::backoff).toArray();
    }

    private static RetryPolicy policy(double dice) {
        return new RetryPolicy(EngineTestBase.settings(Map.of()).of("chore"), () -> dice);
    }

    private static Claimed<String> attempt(int number) {
        return new Claimed<>(UUID.randomUUID(), "acme", "", 1, number, Instant.EPOCH, "task");
    }
}
