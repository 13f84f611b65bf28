package dev.gleaner.markup;

import dev.gleaner.markup.VisibleText.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jsoup.nodes.Element;

/** Where the elements of a kind stand in the text; one inside another counts as part of the outer one. */
final class Area {
    private final Predicate<Element> kind;
    private final List<Span> spans = new ArrayList<>();
    private Element outermost;
    private int start;

    Area(Predicate<Element> kind) {
        this.kind = kind;
    }

    void enter(Element element, int offset) {
        if (outermost == null && kind.test(element)) {
            outermost = element;
            start = offset;
        }
    }

    boolean isOpenedBy(Element element) {
        return element == outermost;
    }

    boolean isOpen() {
        return outermost != null;
    }

    int start() {
        return start;
    }

    void leave(Element element, int offset) {
        if (element == outermost) {
            spans.add(new Span(Math.min(start, offset), offset));
            outermost = null;
        }
    }

    List<Span> spans() {
        return spans;
    }
}
