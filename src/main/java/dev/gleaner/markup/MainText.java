package dev.gleaner.markup;

import dev.gleaner.markup.VisibleText.Span;
import java.util.BitSet;
import java.util.List;

/**
 * What a page is about, without what stands on every page of its site. A page that marks its main part is taken at its
 * word; of others, lines that are mostly links are left out as well, because those are menus.
 */
final class MainText {
    private static final double MOSTLY_LINKS = 0.8;

    private final String text;
    private final BitSet kept;
    private final BitSet linked;
    private final StringBuilder main;

    /** Where the last run of kept characters ends, which may be many lines long. */
    private int runEnd;

    /**
     * The text of the main part, one line per block.
     *
     * @param parts the main parts, as far as the page marks them
     * @param surroundings navigation, headers, footers and the like
     * @param links words that lead elsewhere
     */
    static String of(String text, List<Span> parts, List<Span> surroundings, List<Span> links) {
        String main = new MainText(text, parts, surroundings, parts.isEmpty() ? links : List.of()).read();
        return main.isEmpty() && !text.isBlank() ? TextLimits.cut(text.strip(), TextLimits.MAIN_TEXT) : main;
    }

    private MainText(String text, List<Span> parts, List<Span> surroundings, List<Span> links) {
        this.text = text;
        this.main = new StringBuilder(Math.min(text.length(), TextLimits.MAIN_TEXT));
        this.kept = setOf(parts.isEmpty() ? List.of(new Span(0, text.length())) : parts);
        this.linked = setOf(links);
        kept.andNot(setOf(surroundings));
    }

    private static BitSet setOf(List<Span> spans) {
        BitSet set = new BitSet();
        spans.forEach(span -> set.set(span.start(), span.end()));
        return set;
    }

    private String read() {
        for (int line = 0; line < text.length() && main.length() < TextLimits.MAIN_TEXT; ) {
            int feed = text.indexOf('\n', line);
            int end = feed < 0 ? text.length() : feed;
            if (!isMenu(line, end)) {
                append(line, end);
            }
            line = end + 1;
        }
        return TextLimits.cut(main.toString(), TextLimits.MAIN_TEXT).strip();
    }

    private boolean isMenu(int start, int end) {
        if (linked.isEmpty()) {
            return false;
        }
        long letters = 0;
        long inLinks = 0;
        for (int i = start; i < end; i++) {
            boolean letter = Character.isLetterOrDigit(text.charAt(i));
            letters += letter ? 1 : 0;
            inLinks += letter && linked.get(i) ? 1 : 0;
        }
        return inLinks > MOSTLY_LINKS * letters;
    }

    private void append(int start, int end) {
        int before = main.length();
        for (int from = kept.nextSetBit(start); from >= 0 && from < end; ) {
            if (from >= runEnd) {
                runEnd = kept.nextClearBit(from);
            }
            int to = Math.min(end, runEnd);
            main.append(text, from, to);
            from = kept.nextSetBit(to);
        }
        if (main.length() > before) {
            main.append('\n');
        }
    }
}
