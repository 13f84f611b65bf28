package dev.gleaner.pipeline;

import dev.gleaner.vocabulary.AttemptOutcome;
import dev.gleaner.vocabulary.Step;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An attempt as clients see it. */
@RegisterForReflection
record AttemptView(
        UUID itemId,
        int attempt,
        Instant claimedAt,
        Instant finishedAt,
        String replica,
        AttemptOutcome outcome,
        ErrorView error) {

    /** Why it failed. */
    @RegisterForReflection
    @Schema(name = "AttemptError")
    record ErrorView(String code, String message, Step step) {}

    static AttemptView of(Attempt attempt) {
        return new AttemptView(
                attempt.itemId,
                attempt.attempt,
                attempt.claimedAt,
                attempt.finishedAt,
                attempt.replica,
                attempt.outcome,
                attempt.errorCode == null
                        ? null
                        : new ErrorView(attempt.errorCode, attempt.errorMessage, attempt.errorStep));
    }
}
