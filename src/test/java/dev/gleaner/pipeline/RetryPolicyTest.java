package dev.gleaner.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.vocabulary.ErrorCode;
import dev.gleaner.vocabulary.ProcessingStatus;
import dev.gleaner.vocabulary.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RetryPolicyTest {
    private static final Failure TOO_SLOW = new Failure(ErrorCode.READ_TIMEOUT, "too slow", Step.FETCH);

    @Test
    void waits_double_from_five_minutes_up_to_six_hours() {
        RetryPolicy policy = policy(0.5, Map.of());
        assertThat(policy.backoff(1)).isEqualTo(300);
        assertThat(policy.backoff(2)).isEqualTo(600);
        assertThat(policy.backoff(3)).isEqualTo(1200);
        assertThat(policy.backoff(20)).isEqualTo(6 * 3600);
    }

    @Test
    void the_dice_move_a_wait_by_a_tenth_at_most() {
        assertThat(policy(0, Map.of("jitter", "0.1")).backoff(1)).isEqualTo(270);
        assertThat(policy(1, Map.of("jitter", "0.1")).backoff(1)).isEqualTo(330);
    }

    @Test
    void one_workflow_may_have_its_own_patience() {
        PipelineSettings settings = ChoreYard.settings(
                Map.of("workflows.page.backoff", "1m", "workflows.page.max-attempts", "2", "max-attempts", "7"));
        assertThat(settings.of("page").backoff()).isEqualTo(Duration.ofMinutes(1));
        assertThat(settings.of("page").maxAttempts()).isEqualTo(2);
        assertThat(settings.of("domain").maxAttempts()).isEqualTo(7);
    }

    @Test
    void the_last_attempt_ends_as_an_error() {
        RetryPolicy policy = policy(0.5, Map.of());
        assertThat(policy.verdict(attempt(3), new Outcome.Retry<>(TOO_SLOW)).status())
                .isEqualTo(ProcessingStatus.QUEUED);
        assertThat(policy.verdict(attempt(4), new Outcome.Retry<>(TOO_SLOW)).status())
                .isEqualTo(ProcessingStatus.ERROR);
    }

    @Test
    void coming_back_later_and_being_handed_back_count_no_attempt() {
        RetryPolicy policy = policy(0.5, Map.of());
        Verdict snoozed = policy.verdict(attempt(2), new Outcome.Snooze<>(Duration.ofSeconds(90), TOO_SLOW));
        assertThat(snoozed.attempts()).isEqualTo(1);
        assertThat(snoozed.delay()).isEqualTo(90);
        assertThat(policy.released(attempt(1)).attempts()).isZero();
    }

    @Test
    void a_message_fits_into_the_database() {
        Failure wordy = new Failure(ErrorCode.INTERNAL, "x\u0000" + "y".repeat(5000), Step.FETCH);
        Verdict verdict = policy(0.5, Map.of()).verdict(attempt(1), new Outcome.Discard<>(wordy));
        assertThat(verdict.message()).hasSize(2000).startsWith("x y").doesNotContain("\u0000");
    }

    private static RetryPolicy policy(double dice, Map<String, String> changes) {
        return new RetryPolicy(ChoreYard.settings(changes).of("chore"), () -> dice);
    }

    private static Claimed<String> attempt(int number) {
        return new Claimed<>(UUID.randomUUID(), "", 1, number, Instant.EPOCH, "task");
    }
}
