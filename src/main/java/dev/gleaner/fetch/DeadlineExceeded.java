package dev.gleaner.fetch;

/** Says that a journey took longer than it may, however busily the server talked. */
final class DeadlineExceeded extends RuntimeException {
    DeadlineExceeded() {
        super("did not end within its deadline", null, false, false);
    }
}
