package dev.gleaner.workflow.sitemap;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * Ends a document in which a single piece of mark-up does not end. The XML parser gathers names and attributes whole,
 * however long; without this a document of one attribute would be held in memory.
 */
final class TokenLimit extends FilterReader {
    private static final int MAX_TOKEN = 2 * 1024 * 1024;

    private int read;

    TokenLimit(Reader text) {
        super(text);
    }

    /** The parser came to an end of something. */
    void advance() {
        read = 0;
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        int more = super.read(target, offset, length);
        read += Math.max(more, 0);
        if (read > MAX_TOKEN) {
            throw new BrokenDocument("a single piece of mark-up is longer than " + MAX_TOKEN + " characters");
        }
        return more;
    }
}
