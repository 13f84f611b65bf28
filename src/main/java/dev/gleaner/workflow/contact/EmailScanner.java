package dev.gleaner.workflow.contact;

import dev.gleaner.markup.TextLimits;
import dev.gleaner.markup.VisibleText.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds what is shaped like an e-mail address. Looks at a bounded number of characters around every {@code @}, so the
 * time is linear whatever the text; the obvious regular expression is not.
 */
final class EmailScanner {
    private static final int MOST = 2_000;
    private static final int LONGEST_LOCAL = 64;
    private static final int LONGEST_DOMAIN = 253;
    private static final int LONGEST_SCHEME = 100;

    private EmailScanner() {}

    /** A candidate: its two halves and where it stands. Not yet checked. */
    record Candidate(String local, String domain, Span span) {}

    static List<Candidate> scan(String text) {
        String signs = text.replace('\uFF20', '@'); // as East Asian keyboards write it
        List<Candidate> found = new ArrayList<>();
        for (int at = signs.indexOf('@'); at >= 0 && found.size() < MOST; at = signs.indexOf('@', at + 1)) {
            int start = localStart(text, at);
            int end = domainEnd(text, at);
            if (start < at && end > at + 1 && standsAlone(text, start)) {
                found.add(new Candidate(text.substring(start, at), text.substring(at + 1, end), new Span(start, end)));
            }
        }
        return found;
    }

    /** Where the run of characters before a position starts that can stand before the {@code @}; punctuation dropped. */
    static int localStart(String text, int before) {
        int start = before;
        while (start > 0 && before - start <= LONGEST_LOCAL && isLocal(text.charAt(start - 1))) {
            start--;
        }
        if (before - start > LONGEST_LOCAL || (start > 0 && text.charAt(start - 1) == '@')) {
            return before;
        }
        while (start < before && !isLetterOrDigit(text.charAt(start)) && text.charAt(start) != '_') {
            start++;
        }
        return start;
    }

    private static int domainEnd(String text, int at) {
        int end = at + 1;
        while (end < text.length() && end - at <= LONGEST_DOMAIN && isDomain(text.charAt(end))) {
            end++;
        }
        if (end < text.length() && text.charAt(end) == '@') {
            return at;
        }
        while (end > at + 1 && (text.charAt(end - 1) == '.' || text.charAt(end - 1) == '-')) {
            end--;
        }
        return withoutNextWord(text, at, end);
    }

    /** A capital after a small letter in the last label is the next word, glued on: {@code info@shop.testTel}. */
    private static int withoutNextWord(String text, int at, int end) {
        int dot = end - 1;
        while (dot > at && text.charAt(dot) != '.') {
            dot--; // and no further: the last dot of a page may be millions of characters away
        }
        for (int i = dot + 3; i < end; i++) {
            if (Character.isUpperCase(text.charAt(i)) && Character.isLowerCase(text.charAt(i - 1))) {
                return i;
            }
        }
        return end;
    }

    /** Not the user part of an address on the web, as in {@code https://key@host}. */
    private static boolean standsAlone(String text, int start) {
        int from = start;
        while (from > 0 && start - from < LONGEST_SCHEME && !TextLimits.isSpace(text.charAt(from - 1))) {
            from--;
        }
        return !text.substring(from, start).contains("://") || text.startsWith("mailto:", from);
    }

    /** Of the marks that RFC 5322 allows, those that people use; the others are punctuation around an address. */
    private static boolean isLocal(char character) {
        return isLetterOrDigit(character) || "._+-'&".indexOf(character) >= 0;
    }

    private static boolean isDomain(char character) {
        return isLetterOrDigit(character) || character == '-' || character == '.' || isLetterOfNames(character);
    }

    /** Scripts that put gaps between words; elsewhere the next character would be the next word. */
    private static boolean isLetterOfNames(char character) {
        if (character < 0x80 || !Character.isLetter(character)) {
            return false;
        }
        Character.UnicodeScript script = Character.UnicodeScript.of(character);
        return script == Character.UnicodeScript.LATIN
                || script == Character.UnicodeScript.CYRILLIC
                || script == Character.UnicodeScript.GREEK;
    }

    static boolean isLetterOrDigit(char character) {
        return character < 0x80 && Character.isLetterOrDigit(character);
    }
}
