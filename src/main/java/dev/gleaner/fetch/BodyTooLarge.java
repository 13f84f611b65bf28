package dev.gleaner.fetch;

/** Says that a body is larger than its limit. */
final class BodyTooLarge extends RuntimeException {
    BodyTooLarge(long limit) {
        super("is larger than " + limit + " bytes", null, false, false);
    }
}
