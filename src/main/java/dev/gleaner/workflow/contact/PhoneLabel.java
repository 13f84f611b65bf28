package dev.gleaner.workflow.contact;

import java.util.Locale;
import java.util.Set;

/**
 * What the words before a number call it: a telephone number, something else (a fax, an order, a bank account), or
 * nothing. The last word decides.
 */
record PhoneLabel(boolean phone, boolean other, boolean fax) {
    private static final int REACH = 40;
    private static final RuleFile RULES = RuleFile.load("phone-words.properties");
    private static final Set<String> PHONE = RULES.words("phone");
    private static final Set<String> OTHER = RULES.words("other");
    private static final Set<String> FAX = RULES.words("fax");

    /** The label of what starts at an offset: what stands before it in its line, or a short line of its own above. */
    static PhoneLabel before(String text, int offset) {
        String label = lastLineOf(text.substring(Math.max(0, offset - REACH), offset));
        boolean empty = label.chars().noneMatch(Character::isLetterOrDigit);
        return of(empty ? label + lineAbove(text, offset - label.length()) : label);
    }

    private static String lineAbove(String text, int line) {
        int end = Math.max(0, line - 1);
        String above = lastLineOf(text.substring(Math.max(0, end - REACH), end));
        return above.length() < REACH ? above : "";
    }

    private static String lastLineOf(String text) {
        return text.substring(text.lastIndexOf('\n') + 1);
    }

    /** What a text calls the number that follows it. */
    static PhoneLabel of(String label) {
        String words = label.toLowerCase(Locale.ROOT);
        int phone = lastOf(PHONE, words);
        int fax = lastOf(FAX, words);
        int other = Math.max(fax, lastOf(OTHER, words));
        return new PhoneLabel(phone > other, other > phone, fax > phone);
    }

    private static int lastOf(Set<String> words, String label) {
        return words.stream()
                .mapToInt(word -> lastOf(word, label, label.length()))
                .max()
                .orElse(-1);
    }

    private static int lastOf(String word, String label, int before) {
        int found = label.lastIndexOf(word, before);
        while (found >= 0 && !standsAlone(word, label, found)) {
            found = label.lastIndexOf(word, found - 1);
        }
        return found;
    }

    private static boolean standsAlone(String word, String label, int start) {
        int end = start + word.length();
        return !hasGaps(word.codePointAt(0))
                || ((start == 0 || !Character.isLetter(label.charAt(start - 1)))
                        && (end >= label.length() || !continues(word, label.charAt(end))));
    }

    private static boolean continues(String word, char next) {
        return Character.isLetter(word.charAt(word.length() - 1)) && Character.isLetter(next);
    }

    /** Whether words of this script have gaps between them. */
    private static boolean hasGaps(int letter) {
        return switch (Character.UnicodeScript.of(letter)) {
            case HAN, HIRAGANA, KATAKANA, HANGUL, THAI -> false;
            default -> true;
        };
    }
}
