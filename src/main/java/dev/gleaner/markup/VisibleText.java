package dev.gleaner.markup;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
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
    private static final int MARGIN = 70;

    private final String text;
    private final Map<Element, Span> spans;
    private final NavigableMap<Integer, Integer> contactAreas;
    private final NavigableMap<Integer, Integer> reversed;

    VisibleText(String text, Map<Element, Span> spans, List<Span> contactAreas, List<Span> reversed) {
        this.text = text;
        this.spans = spans;
        this.contactAreas = byStart(contactAreas);
        this.reversed = byStart(reversed);
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

    /** Number of words; in scripts without gaps between words every ideograph counts as one. */
    public int wordCount() {
        int words = 0;
        boolean inWord = false;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int next = text.codePointAt(i);
            boolean ideograph = Character.isIdeographic(next);
            boolean starts = Character.isLetterOrDigit(next) && !inWord;
            words += ideograph || starts ? 1 : 0;
            inWord = !ideograph && (inWord ? !Character.isWhitespace(next) : starts);
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

    /** The stretch with a little of what stands around it, in one line. */
    public String around(Span span) {
        int start = wordStart(Math.max(0, span.start() - MARGIN), span.start());
        int end = Math.min(text.length(), Math.min(span.end(), span.start() + MARGIN) + MARGIN);
        return TextLimits.fold(text.substring(start, end), SNIPPET);
    }

    private int wordStart(int from, int limit) {
        if (from == 0) {
            return 0;
        }
        for (int i = from; i < limit; i++) {
            if (TextLimits.isSpace(text.charAt(i))) {
                return i;
            }
        }
        return from;
    }
}
