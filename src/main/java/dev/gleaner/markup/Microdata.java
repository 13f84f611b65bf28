package dev.gleaner.markup;

import dev.gleaner.markup.StructuredData.Property;
import dev.gleaner.markup.VisibleText.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jsoup.nodes.Element;

/** Reads microdata (HTML Living Standard, chapter 5): {@code itemtype}, {@code itemprop} and the value of a property. */
public final class Microdata {
    private static final int MOST_ITEMS = 5_000;
    private static final int MOST_PROPERTIES = 5_000;

    private Microdata() {}

    static List<String> typesOf(ElementIndex elements) {
        return elements.byAttribute("itemtype").stream()
                .limit(MOST_ITEMS)
                .flatMap(item -> typesOf(item).stream())
                .filter(name -> name.length() <= TextLimits.LABEL)
                .toList();
    }

    /** The names of an item's types, without their vocabulary's address: {@code Organization}. */
    public static List<String> typesOf(Element item) {
        return TextLimits.namesIn(item.attr("itemtype")).stream()
                .map(type -> type.substring(Math.max(type.lastIndexOf('/'), type.lastIndexOf('#')) + 1))
                .filter(name -> !name.isEmpty())
                .toList();
    }

    static List<Property> propertiesOf(ElementIndex elements, VisibleText text) {
        List<Property> properties = new ArrayList<>();
        for (Element element : elements.byAttribute("itemprop")) {
            if (properties.size() >= MOST_PROPERTIES) {
                break;
            }
            valueOf(element, text)
                    .filter(value -> !value.isEmpty())
                    .ifPresent(value -> addAll(element, value, text, properties));
        }
        return properties;
    }

    private static void addAll(Element element, String value, VisibleText text, List<Property> properties) {
        String context = text.spanOf(element).map(text::around).orElse("");
        TextLimits.namesIn(element.attr("itemprop")).stream()
                .limit(MOST_PROPERTIES - properties.size())
                .forEach(name -> properties.add(new Property(name, value, context)));
    }

    private static Optional<String> valueOf(Element element, VisibleText text) {
        for (String attribute : new String[] {"content", "href", "src", "datetime"}) {
            if (element.hasAttr(attribute)) {
                return Optional.of(TextLimits.fold(element.attr(attribute), TextLimits.PARAGRAPH));
            }
        }
        if (element.hasAttr("itemscope")) {
            return Optional.empty();
        }
        return text.spanOf(element).map((Span span) -> text.textOf(span, TextLimits.LINE));
    }
}
