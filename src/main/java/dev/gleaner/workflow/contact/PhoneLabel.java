package dev.gleaner.workflow.contact;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the words before a number call it: a telephone number, something else (a fax, an order, a bank account), or
 * nothing. The last word decides.
 */
record PhoneLabel(boolean phone, boolean other, boolean fax) {
    private static final int REACH = 40;
    private static final RuleFile RULES = RuleFile.load("phone-words.properties");

    /** All words by their first character: a label has many places where none of them can start. */
    private static final Map<Character, List<Word>> WORDS = byFirst();

    private record Word(String text, boolean phone, boolean fax) {}

    /** Of two at one place the first counts: what is doubtful is no telephone number. */
    private static Map<Character, List<Word>> byFirst() {
        return Stream.of(
                        RULES.words("fax").stream().map(text -> new Word(text, false, true)),
                        RULES.words("other").stream().map(text -> new Word(text, false, false)),
                        RULES.words("phone").stream().map(text -> new Word(text, true, false)))
                .flatMap(words -> words)
                .collect(Collectors.groupingBy(word -> word.text().charAt(0)));
    }

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
        boolean other = false;
        for (int place = words.length() - 1; place >= 0; place--) {
            Optional<Word> word = wordAt(place, words);
            if (word.isPresent() && (word.get().phone() || word.get().fax())) {
                boolean fax = word.get().fax();
                return new PhoneLabel(!fax && !other, fax || other, fax);
            }
            other |= word.isPresent();
        }
        return new PhoneLabel(false, other, false);
    }

    private static Optional<Word> wordAt(int place, String label) {
        return WORDS.getOrDefault(label.charAt(place), List.of()).stream()
                .filter(word -> label.startsWith(word.text(), place) && standsAlone(word.text(), label, place))
                .findFirst();
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
