package dev.gleaner.markup;

/** How much of a page's text is kept where, so that no page can fill a database with one attribute. */
public final class TextLimits {
    /** Longest headline or title, in characters. */
    public static final int LINE = 500;

    /** Longest description, in characters. */
    public static final int PARAGRAPH = 2_000;

    /** Longest label of a contact or a link, in characters. */
    public static final int LABEL = 120;

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
        return Character.isWhitespace(character) || Character.isSpaceChar(character) || character == '\0';
    }

    private static String withoutHalfCharacter(StringBuilder text) {
        int last = text.length() - 1;
        return last >= 0 && Character.isHighSurrogate(text.charAt(last)) ? text.substring(0, last) : text.toString();
    }
}
