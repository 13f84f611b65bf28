package dev.gleaner.markup;

import java.util.List;
import java.util.stream.Stream;

/** How much of a page's text is kept where, so that no page can fill a database with one attribute. */
public final class TextLimits {
    /** Longest headline or title, in characters. */
    public static final int LINE = 500;

    /** Longest description, in characters. */
    public static final int PARAGRAPH = 2_000;

    /** Longest label of a contact or a link, in characters. */
    public static final int LABEL = 120;

    /** Longest main text of a page, in characters. */
    static final int MAIN_TEXT = 50_000;

    private static final int MOST_NAMES = 20;
    private static final int LONGEST_NAMES = 1_000;

    private TextLimits() {}

    /** The text with its whitespace folded to single spaces, cut to a number of characters. */
    public static String fold(String text, int limit) {
        StringBuilder folded = new StringBuilder(Math.min(text.length(), limit));
        for (int i = 0; i < text.length() && folded.length() < limit; i++) {
            char next = text.charAt(i);
            if (!isSpace(next)) {
                folded.append(next);
            } else if (folded.length() > 0 && folded.charAt(folded.length() - 1) != ' ') {
                folded.append(' ');
            }
        }
        return withoutHalfCharacter(folded).strip();
    }

    /** Whether a character is a gap between words; a no-break space is one, too. */
    public static boolean isSpace(char character) {
        if (character >= ' ' && character < 0x80) {
            return character == ' '; // nearly all of most texts, and no table is asked for it
        }
        return Character.isWhitespace(character) || Character.isSpaceChar(character) || character == '\0';
    }

    /** The text with its whitespace folded; where it is too long, its last word is left out and an ellipsis says so. */
    public static String excerpt(String text, int limit) {
        String whole = fold(text, limit + 1);
        if (whole.length() <= limit) {
            return whole;
        }
        int gap = whole.lastIndexOf(' ', limit - 1);
        return fold(whole, gap > limit / 2 ? gap : limit - 1) + "…";
    }

    /**
     * The names in an attribute that holds a list of them ({@code rel}, {@code itemprop}), so many and no more: an
     * attribute may be as long as the page.
     */
    public static List<String> namesIn(String attribute) {
        return Stream.of(cut(attribute, LONGEST_NAMES).strip().split("\\s+"))
                .limit(MOST_NAMES)
                .toList();
    }

    /** The text, cut to a number of characters. */
    public static String cut(String text, int limit) {
        return text.length() <= limit ? text : withoutHalfCharacter(text.substring(0, limit));
    }

    private static String withoutHalfCharacter(CharSequence text) {
        int last = text.length() - 1;
        return last >= 0 && Character.isHighSurrogate(text.charAt(last))
                ? text.subSequence(0, last).toString()
                : text.toString();
    }
}
