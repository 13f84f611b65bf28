package dev.gleaner.workflow.sitemap;

import dev.gleaner.vocabulary.ErrorCode;
import java.util.function.Function;

/** What came of reading something as a sitemap. */
public sealed interface SitemapReading {

    /** A sitemap; perhaps broken, perhaps cut off, and it says so. */
    record Read(SitemapDocument document) implements SitemapReading {}

    /**
     * Nothing to use: no sitemap at all ({@code UNSUPPORTED_CONTENT}), one too broken to give a single address ({@code
     * PARSE_FAILED}), or one larger than the limit ({@code TOO_LARGE}).
     */
    record Unreadable(ErrorCode reason, String message) implements SitemapReading {}

    /** Maps each case to a value of one type. */
    default <R> R match(Function<Read, R> read, Function<Unreadable, R> unreadable) {
        return this instanceof Read it ? read.apply(it) : unreadable.apply((Unreadable) this);
    }
}
