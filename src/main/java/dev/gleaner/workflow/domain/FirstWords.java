package dev.gleaner.workflow.domain;

import dev.gleaner.markup.TextLimits;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/**
 * How the text of an element begins, whether a reader sees it or not. The text of a whole page may stand in each of
 * hundreds of elements nested into each other, so it is not read to its end.
 */
final class FirstWords implements NodeFilter {
    private static final int MOST_NODES = 1_000;
    private static final int LONGEST = 2 * TextLimits.PARAGRAPH;

    private final StringBuilder words = new StringBuilder();
    private int nodes;

    private FirstWords() {}

    static String of(Element element) {
        FirstWords first = new FirstWords();
        element.filter(first);
        String visible = first.words.toString().replace("\u00ad", "").replace("\u200b", "");
        return TextLimits.fold(visible, TextLimits.LINE);
    }

    @Override
    public FilterResult head(Node node, int depth) {
        if (node instanceof TextNode text) {
            words.append(TextLimits.cut(text.getWholeText(), LONGEST));
        }
        separate(node);
        return ++nodes < MOST_NODES && words.length() < LONGEST ? FilterResult.CONTINUE : FilterResult.STOP;
    }

    @Override
    public FilterResult tail(Node node, int depth) {
        separate(node);
        return FilterResult.CONTINUE;
    }

    private void separate(Node node) {
        if (node instanceof Element element
                && (element.isBlock() || element.normalName().equals("br"))) {
            words.append(' ');
        }
    }
}
