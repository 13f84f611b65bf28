package dev.gleaner.markup;

import java.util.List;

/** Reads the types of RDFa: {@code typeof="schema:Organization foaf:Document"}. */
final class Rdfa {
    private static final int MOST_ELEMENTS = 5_000;

    private Rdfa() {}

    static List<String> typesOf(ElementIndex elements) {
        return elements.byAttribute("typeof").stream()
                .limit(MOST_ELEMENTS)
                .flatMap(element -> TextLimits.namesIn(element.attr("typeof")).stream())
                .map(Rdfa::nameOf)
                .filter(name -> !name.isEmpty() && name.length() <= TextLimits.LABEL)
                .toList();
    }

    /** Without the vocabulary, be it a prefix or an address. */
    private static String nameOf(String type) {
        int vocabulary = Math.max(type.lastIndexOf(':'), Math.max(type.lastIndexOf('/'), type.lastIndexOf('#')));
        return type.substring(vocabulary + 1);
    }
}
