package dev.gleaner.pipeline;

import dev.gleaner.vocabulary.ErrorCode;
import dev.gleaner.vocabulary.Step;

/**
 * Why an attempt did not succeed.
 *
 * @param code the documented word
 * @param message a sentence for the person who looks at the item
 * @param step where it happened
 */
public record Failure(ErrorCode code, String message, Step step) {}
