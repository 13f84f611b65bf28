package dev.gleaner.fetch;

/** Says that a body without a media type turned out to be no page. */
final class NotHtml extends RuntimeException {
    NotHtml() {
        super("has no media type and is no HTML page", null, false, false);
    }
}
