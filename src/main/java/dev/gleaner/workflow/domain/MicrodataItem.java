package dev.gleaner.workflow.domain;

import dev.gleaner.markup.Microdata;
import dev.gleaner.markup.TextLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.select.NodeFilter;

/**
 * One item of microdata with its properties, not those of the items in it. The walk that finds them ends where these
 * begin: however deep items are nested, all of them together cost no more than the page is long.
 */
final class MicrodataItem implements NodeFilter {
    private static final int MOST_OF_A_NAME = 50;

    private final Element item;
    private final List<Element> properties = new ArrayList<>();

    private MicrodataItem(Element item) {
        this.item = item;
    }

    static MicrodataItem of(Element item) {
        MicrodataItem walked = new MicrodataItem(item);
        item.filter(walked);
        return walked;
    }

    @Override
    public FilterResult head(Node node, int depth) {
        if (node == item || !(node instanceof Element element)) {
            return FilterResult.CONTINUE;
        }
        if (element.hasAttr("itemprop")) {
            properties.add(element);
        }
        return element.hasAttr("itemscope") ? FilterResult.SKIP_CHILDREN : FilterResult.CONTINUE;
    }

    /** The names of its types, without their vocabulary's address. */
    List<String> types() {
        return Microdata.typesOf(item);
    }

    Optional<String> first(String property) {
        return elements(property).flatMap(element -> valueOf(element).stream()).findFirst();
    }

    List<String> values(String property) {
        return elements(property).flatMap(element -> valueOf(element).stream()).toList();
    }

    Stream<Element> elements(String property) {
        return properties.stream()
                .filter(element -> TextLimits.namesIn(element.attr("itemprop")).contains(property))
                .limit(MOST_OF_A_NAME);
    }

    /** What a property says: its content, the address it links to, or its text. */
    static Optional<String> valueOf(Element element) {
        return Stream.of("content", "href", "src", "datetime")
                .filter(element::hasAttr)
                .map(attribute -> TextLimits.fold(element.attr(attribute), TextLimits.PARAGRAPH))
                .findFirst()
                .or(() -> Optional.of(FirstWords.of(element)))
                .map(value -> TextLimits.fold(value.replaceFirst("^(?i:tel|mailto):", ""), TextLimits.LINE))
                .filter(value -> !value.isEmpty());
    }
}
