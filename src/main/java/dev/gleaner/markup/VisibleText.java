package dev.gleaner.markup;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * The text of a page as its readers see it: whitespace folded, one line per block, without what is hidden, scripted or
 * invisible. Text that is written backwards to disguise it stands here the right way round.
 */
public final class VisibleText {
    /** What is read of one page, in characters; a longer page is cut here. */
    static final int LIMIT = 4_000_000;

    private static final int SNIPPET = 200;
    private static final int LONGEST_STRETCH = 120;

    private static final CharacterTable LETTERS = CharacterTable.of(Character::isLetterOrDigit);

    /** All other gaps have become one of these. */
    private static final CharacterTable GAPS = CharacterTable.of(" \n");

    private final String text;
    private final Map<Element, Span> spans;
    private final NavigableMap<Integer, Integer> contactAreas;
    private final NavigableMap<Integer, Integer> reversed;
    private final Supplier<String> main;

    VisibleText(
            String text,
            Map<Element, Span> spans,
            List<Span> contactAreas,
            List<Span> reversed,
            Supplier<String> main) {
        this.text = text;
        this.spans = spans;
        this.contactAreas = byStart(contactAreas);
        this.reversed = byStart(reversed);
        this.main = main;
    }

    /**
     * A stretch of the text.
     *
     * @param start its first character
     * @param end behind its last character
     */
    public record Span(int start, int end) {}

    static VisibleText of(Document document) {
        VisibleTextReader reader = new VisibleTextReader();
        document.body().filter(reader);
        return reader.text();
    }

    private static NavigableMap<Integer, Integer> byStart(List<Span> spans) {
        NavigableMap<Integer, Integer> ends = new TreeMap<>();
        spans.forEach(span -> ends.put(span.start(), span.end()));
        return ends;
    }

    /** The text, its blocks separated by line feeds. */
    @Override
    public String toString() {
        return text;
    }

    /** The part of it that the page is about, without menus, headers and footers; of bounded length. */
    public String main() {
        return main.get();
    }

    /** Number of words; in scripts without gaps between words every ideograph counts as one. */
    public int wordCount() {
        int words = 0;
        boolean inWord = false;
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            if (next < 0x80) {
                boolean letter = LETTERS.contains(next);
                words += letter & !inWord ? 1 : 0;
                inWord = letter | inWord & !GAPS.contains(next);
            } else {
                int character = text.codePointAt(i);
                i += Character.charCount(character) - 1;
                boolean ideograph = Character.isIdeographic(character);
                boolean starts = !inWord && Character.isLetterOrDigit(character);
                words += ideograph || starts ? 1 : 0;
                inWord = !ideograph && (inWord || starts);
            }
        }
        return words;
    }

    /** Where an element's text stands; empty if a reader doesn't see the element. Known for links and properties. */
    public Optional<Span> spanOf(Element element) {
        return Optional.ofNullable(spans.get(element));
    }

    /** The text of a link or property, cut to a number of characters. */
    public String textOf(Span span, int limit) {
        return TextLimits.fold(text.substring(span.start(), Math.min(span.end(), span.start() + 4 * limit)), limit);
    }

    /** Whether this place lies in a footer, an address or another part of the page that is about contacts. */
    public boolean isContactArea(int offset) {
        return contains(contactAreas, offset);
    }

    /** Whether the text at this place was written backwards. */
    public boolean isReversed(int offset) {
        return contains(reversed, offset);
    }

    private static boolean contains(NavigableMap<Integer, Integer> ends, int offset) {
        Map.Entry<Integer, Integer> area = ends.floorEntry(offset);
        return area != null && offset < area.getValue();
    }

    /** The stretch with a little of what stands around it, in one line; an ellipsis where whole words were left out. */
    public String around(Span span) {
        int last = Math.min(span.end(), span.start() + LONGEST_STRETCH);
        int margin = (SNIPPET - 2 - (last - span.start())) / 2;
        int start = startOfWord(Math.max(0, span.start() - margin), span.start());
        int end = endOfWord(last, Math.min(text.length(), last + margin));
        String words = TextLimits.fold(text.substring(start, end), SNIPPET);
        return words.isEmpty() ? "" : (start > 0 ? "…" : "") + words + (end < text.length() ? "…" : "");
    }

    /** The first place from here on where a word starts. */
    private int startOfWord(int from, int limit) {
        int start = from;
        while (start < limit && !isGap(start)) {
            start++;
        }
        return start;
    }

    /** The last place up to here where a word ends. */
    private int endOfWord(int limit, int from) {
        int end = from;
        while (end > limit && !isGap(end)) {
            end--;
        }
        return end;
    }

    /** Whether a word ends before this place or starts at it. */
    private boolean isGap(int offset) {
        return offset <= 0
                || offset >= text.length()
                || TextLimits.isSpace(text.charAt(offset - 1))
                || TextLimits.isSpace(text.charAt(offset))
                || Character.isIdeographic(text.codePointAt(offset));
    }
}
