package dev.gleaner.markup;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.select.NodeVisitor;

/** The elements that the readers of a page ask for, found in one walk over the tree and not in one for each question. */
final class ElementIndex implements NodeVisitor {
    private static final List<String> TAGS = List.of("meta", "script", "h1", "link");
    private static final List<String> ATTRIBUTES =
            List.of("itemtype", "itemprop", "typeof", "data-cfemail", "data-mailto-token");

    private final Map<String, List<Element>> byTag = new HashMap<>();
    private final Map<String, List<Element>> byAttribute = new HashMap<>();
    private final List<Element> links = new ArrayList<>();

    private ElementIndex() {
        TAGS.forEach(tag -> byTag.put(tag, new ArrayList<>()));
        ATTRIBUTES.forEach(attribute -> byAttribute.put(attribute, new ArrayList<>()));
    }

    static ElementIndex of(Document document) {
        ElementIndex index = new ElementIndex();
        document.traverse(index);
        return index;
    }

    @Override
    public void head(Node node, int depth) {
        if (node instanceof Element element) {
            String name = element.normalName();
            List<Element> ofTag = byTag.get(name);
            if (ofTag != null) {
                ofTag.add(element);
            }
            if (element.attributesSize() > 0) {
                addByAttributes(element, name);
            }
        }
    }

    private void addByAttributes(Element element, String name) {
        if ((name.equals("a") || name.equals("area")) && element.hasAttr("href")) {
            links.add(element);
        }
        for (String attribute : ATTRIBUTES) {
            if (element.hasAttr(attribute)) {
                byAttribute.get(attribute).add(element);
            }
        }
    }

    /** The elements of a kind, in the order of the page. */
    List<Element> byTag(String tag) {
        return known(byTag, tag);
    }

    /** The elements with an attribute, in the order of the page. */
    List<Element> byAttribute(String attribute) {
        return known(byAttribute, attribute);
    }

    /** What leads somewhere, in the order of the page. */
    List<Element> links() {
        return links;
    }

    private static List<Element> known(Map<String, List<Element>> elements, String key) {
        List<Element> found = elements.get(key);
        if (found == null) {
            throw new IllegalArgumentException(key + " is not looked for");
        }
        return found;
    }
}
