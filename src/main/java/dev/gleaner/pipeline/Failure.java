package dev.gleaner.pipeline;

import dev.gleaner.redaction.Redaction;
import dev.gleaner.vocabulary.ErrorCode;
import dev.gleaner.vocabulary.Step;

/**
 * Why an attempt did not succeed.
 *
 * @param code the documented word
 * @param message a sentence for the person who looks at the item, and for the trail: without the secrets that an address
 *     may carry
 * @param step where it happened
 */
public record Failure(ErrorCode code, String message, Step step) {
    public Failure {
        message = Redaction.of(message);
    }
}
