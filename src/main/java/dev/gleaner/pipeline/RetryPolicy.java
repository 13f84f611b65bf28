package dev.gleaner.pipeline;

import dev.gleaner.vocabulary.AttemptOutcome;
import dev.gleaner.vocabulary.ProcessingStatus;
import java.time.Duration;
import java.util.function.DoubleSupplier;

/** Turns outcomes into verdicts: what happens to the item, and when it is tried again. Pure but for the dice. */
final class RetryPolicy {
    private final WorkflowSettings settings;
    private final DoubleSupplier dice;

    /** The dice give numbers from 0 to 1. */
    RetryPolicy(WorkflowSettings settings, DoubleSupplier dice) {
        this.settings = settings;
        this.dice = dice;
    }

    Verdict verdict(Claimed<?> item, Outcome<?> outcome) {
        if (outcome instanceof Outcome.Done<?>) {
            return ended(item, ProcessingStatus.COMPLETE, AttemptOutcome.COMPLETE, null);
        } else if (outcome instanceof Outcome.Empty<?>) {
            return ended(item, ProcessingStatus.EMPTY, AttemptOutcome.EMPTY, null);
        } else if (outcome instanceof Outcome.Filtered<?> it) {
            return ended(item, ProcessingStatus.FILTERED, AttemptOutcome.FILTERED, it.reason());
        } else if (outcome instanceof Outcome.Discard<?> it) {
            return ended(item, ProcessingStatus.ERROR, AttemptOutcome.FAILED, it.reason());
        } else if (outcome instanceof Outcome.Snooze<?> it) {
            return uncounted(item, AttemptOutcome.SNOOZED, seconds(it.delay()), it.reason());
        }
        return retry(item, ((Outcome.Retry<?>) outcome).reason());
    }

    /** For an item that is handed back unharmed. */
    Verdict released(Claimed<?> item) {
        return uncounted(item, AttemptOutcome.RELEASED, 0, null);
    }

    private Verdict retry(Claimed<?> item, Failure reason) {
        if (item.attempt() >= settings.maxAttempts()) {
            return ended(item, ProcessingStatus.ERROR, AttemptOutcome.FAILED, reason);
        }
        return Verdict.of(
                item, ProcessingStatus.QUEUED, AttemptOutcome.RETRIED, item.attempt(), backoff(item.attempt()), reason);
    }

    /** Seconds until the next attempt, after so many. */
    double backoff(int attempts) {
        double wait = seconds(settings.backoff()) * Math.pow(settings.factor(), attempts - 1.0);
        double moved = wait * (1 + settings.jitter() * (2 * dice.getAsDouble() - 1));
        return Math.min(moved, seconds(settings.backoffMax()));
    }

    private static Verdict ended(Claimed<?> item, ProcessingStatus status, AttemptOutcome outcome, Failure why) {
        return Verdict.of(item, status, outcome, item.attempt(), 0, why);
    }

    private static Verdict uncounted(Claimed<?> item, AttemptOutcome outcome, double wait, Failure why) {
        return Verdict.of(item, ProcessingStatus.QUEUED, outcome, item.attempt() - 1, wait, why);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
