package dev.gleaner.workflow.sitemap;

import java.io.IOException;
import java.io.Reader;
import java.util.function.IntPredicate;

/** A text with a short view ahead. */
final class Characters {
    private final Reader text;
    private final char[] buffer = new char[16 * 1024];
    private int position;
    private int end;

    Characters(Reader text) {
        this.text = text;
    }

    /** The next character, or -1 at the end. */
    int next() throws IOException {
        return isAhead(1) ? buffer[position++] : -1;
    }

    /** What {@link #next} will be. */
    int peek() throws IOException {
        return isAhead(1) ? buffer[position] : -1;
    }

    /** Passes this word if it comes next. */
    boolean accept(String word) throws IOException {
        if (!isAhead(word.length())) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (buffer[position + i] != word.charAt(i)) {
                return false;
            }
        }
        position += word.length();
        return true;
    }

    /** Passes everything up to the end of this word. */
    void skipPast(String word) throws IOException {
        while (!accept(word)) {
            if (next() < 0) {
                return;
            }
        }
    }

    /** Passes white space; answers whether there was any. */
    boolean skipWhitespace() throws IOException {
        boolean skipped = false;
        while (Character.isWhitespace(peek())) {
            position++;
            skipped = true;
        }
        return skipped;
    }

    /** Passes everything before the first character that ends it; gives no more than so many characters of it. */
    String until(IntPredicate isEnd, int most) throws IOException {
        StringBuilder passed = new StringBuilder();
        for (int next = peek(); next >= 0 && !isEnd.test(next); next = peek()) {
            position++;
            if (passed.length() < most) {
                passed.append((char) next);
            }
        }
        return passed.toString();
    }

    private boolean isAhead(int wanted) throws IOException {
        while (end - position < wanted) {
            System.arraycopy(buffer, position, buffer, 0, end - position);
            end -= position;
            position = 0;
            int read = text.read(buffer, end, buffer.length - end);
            if (read < 0) {
                return false;
            }
            end += read;
        }
        return true;
    }
}
