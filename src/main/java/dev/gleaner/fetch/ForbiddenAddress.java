package dev.gleaner.fetch;

/** Says that no allowed address leads to a host. */
final class ForbiddenAddress extends RuntimeException {
    ForbiddenAddress(String sentence) {
        super(sentence, null, false, false);
    }
}
