package dev.gleaner.fetch;

/** Says that an answer stalled or took too long. */
final class ReadTimeout extends RuntimeException {
    ReadTimeout(String what) {
        super(what, null, false, false);
    }
}
