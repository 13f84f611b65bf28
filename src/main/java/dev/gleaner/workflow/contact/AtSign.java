package dev.gleaner.workflow.contact;

import dev.gleaner.markup.CharacterTable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The sign in the middle of an e-mail address as it is written for people only: {@code [at]}, {@code (at)}, {@code &#64;},
 * {@code  arroba }. The pattern is dear, so it is tried only where a mark stands, or behind a gap the first three
 * letters of one of its words.
 */
final class AtSign {
    /** What people put around it; around a spoken dot, too. */
    static final String OPEN = " ?[\\[({<«*] ?";

    static final String CLOSE = " ?[\\])}>»*] ?";

    /** What people call the sign where they don't say “at”: words that stand in no other sentence before a host. */
    private static final String SPOKEN = "arroba|arobase|arobas|chiocciola|kukac|zavinac|zavináč|snabel-?a|malpa|małpa"
            + "|apenstaartje|krøllalfa|παπάκι|собака|שטרודל|アットマーク";

    /** What it looks like; {@code bare} is the group of those that are ordinary words, too. */
    static final Pattern PATTERN = Pattern.compile(
            "(?<bracketed>" + OPEN
                    + "(?:@|at|ät|aet|" + SPOKEN + ")" + CLOSE
                    + ")|(?<glued>\\(a\\)|ⓐ)|(?<entity>&#0{0,4}64;|&#x0{0,4}40;|%40)"
                    + "|(?<bare> (?:at|@|" + SPOKEN + ") )",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    /** What the sign begins with, where it does not begin with a gap. */
    private static final CharacterTable MARKS = CharacterTable.of("[({<«*&%ⓐⒶ");

    /** What stands behind the gap where it does: a mark or the beginning of a word, see {@link #begins}. */
    private static final CharacterTable BEHIND_GAP =
            CharacterTable.of(character -> character >= 0x80 || "[({<*@ackmszACKMSZ".indexOf(character) >= 0);

    private AtSign() {}

    /**
     * Where the sign stands next, the end of the text if nowhere.
     *
     * @param at a matcher of {@link #PATTERN} on the text, which knows the groups afterwards
     */
    static int next(Matcher at, String text, int from) {
        char before = 0;
        for (int i = from; i < text.length(); i++) {
            char next = text.charAt(i);
            boolean mark = MARKS.contains(next);
            // without a branch: where words end can't be foreseen
            if (mark | before == ' ' & BEHIND_GAP.contains(next)) {
                if (before == ' ' && mayFollowGap(text, i) && standsAt(i - 1, at, text)) {
                    return i - 1;
                }
                if (mark && standsAt(i, at, text)) {
                    return i;
                }
            }
            before = next;
        }
        return text.length();
    }

    private static boolean standsAt(int place, Matcher at, String text) {
        return at.region(place, text.length()).lookingAt();
    }

    /** Whether the pattern is worth trying: it is dear, and of words three letters tell that it is in vain. */
    private static boolean mayFollowGap(String text, int place) {
        if (place + 1 >= text.length()) {
            return false;
        }
        char first = text.charAt(place);
        char second = text.charAt(place + 1);
        boolean word = first < 0x80 && Character.isLetter(first) && second < 0x80;
        return !word || place + 2 < text.length() && begins(first, second, text.charAt(place + 2));
    }

    /** How the spoken words of the pattern begin. */
    private static boolean begins(char first, char second, char third) {
        return switch (lower(first)) {
            case 'a' -> lower(second) == 't' && third == ' ' || follow("rrrope", second, third);
            case 'c' -> follow("hi", second, third);
            case 'k' -> follow("ukrø", second, third);
            case 'm' -> follow("al", second, third);
            case 's' -> follow("na", second, third);
            case 'z' -> follow("av", second, third);
            default -> false;
        };
    }

    /** Whether two characters are one of the pairs; of a character that is not ASCII the pattern knows more. */
    private static boolean follow(String pairs, char first, char second) {
        for (int i = 0; i < pairs.length() - 1; i += 2) {
            if (lower(first) == pairs.charAt(i) && (second >= 0x80 || lower(second) == pairs.charAt(i + 1))) {
                return true;
            }
        }
        return false;
    }

    private static int lower(char character) {
        return character >= 'A' && character <= 'Z' ? character | 0x20 : character;
    }
}
