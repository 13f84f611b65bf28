package dev.gleaner.pipeline;

import dev.gleaner.vocabulary.AttemptOutcome;
import dev.gleaner.vocabulary.ProcessingStatus;
import dev.gleaner.vocabulary.Step;
import java.time.Instant;
import java.util.UUID;

/**
 * What the persisting statement is told about one item.
 *
 * @param id the item
 * @param lease the fence
 * @param status the item's new status
 * @param attempts the item's new number of attempts
 * @param delay seconds until it may be claimed again
 * @param code why it failed, null if it did not
 * @param message the sentence for it
 * @param step where it failed
 * @param attempt which attempt this was
 * @param outcome what the trail says
 * @param claimed when the attempt began, by the database's clock
 */
record Verdict(
        UUID id,
        long lease,
        ProcessingStatus status,
        int attempts,
        double delay,
        String code,
        String message,
        Step step,
        int attempt,
        AttemptOutcome outcome,
        Instant claimed) {

    private static final int LONGEST_MESSAGE = 2000;

    /**
     * The key of its row in the trail. Made of what it tells of, since a lease has one verdict: a random one would cost the
     * database as much as half of the row.
     */
    UUID trail() {
        return new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits() ^ lease);
    }

    static Verdict of(
            Claimed<?> item, ProcessingStatus status, AttemptOutcome outcome, int attempts, double delay, Failure why) {
        return new Verdict(
                item.id(),
                item.lease(),
                status,
                attempts,
                delay,
                why == null ? null : why.code().code(),
                why == null ? null : shortened(why.message()),
                why == null ? null : why.step(),
                item.attempt(),
                outcome,
                item.at());
    }

    /** PostgreSQL's text holds no NUL, and a sentence needs no more room than this. */
    private static String shortened(String message) {
        String clean = message.replace('\u0000', ' ');
        return clean.length() <= LONGEST_MESSAGE ? clean : clean.substring(0, LONGEST_MESSAGE);
    }
}
