package dev.gleaner.fetch;

/** Says that an answer stalled. */
final class ReadTimeout extends RuntimeException {
    ReadTimeout(String what) {
        super(what, null, false, false);
    }
}
