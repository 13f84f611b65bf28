package dev.gleaner.workflow.sitemap;

import java.util.HashSet;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamReader;

/**
 * Ends a document that invents ever new names. The XML parser remembers each name for as long as it reads; without this,
 * millions of different ones would be held in memory.
 */
final class NameLimit {
    private static final int MAX_NAMES = 2000;

    private final Set<String> names = new HashSet<>();

    void check(XMLStreamReader xml) throws BrokenDocument {
        switch (xml.getEventType()) {
            case XMLStreamConstants.START_ELEMENT -> checkElement(xml);
            case XMLStreamConstants.ENTITY_REFERENCE -> names.add(xml.getLocalName());
            case XMLStreamConstants.PROCESSING_INSTRUCTION -> names.add(xml.getPITarget());
            default -> {}
        }
        if (names.size() > MAX_NAMES) {
            throw new BrokenDocument("more than " + MAX_NAMES + " different names");
        }
    }

    private void checkElement(XMLStreamReader xml) {
        names.add(xml.getLocalName());
        names.add(xml.getPrefix());
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            names.add(xml.getAttributeLocalName(i));
            names.add(xml.getAttributePrefix(i));
        }
        for (int i = 0; i < xml.getNamespaceCount(); i++) {
            names.add(xml.getNamespacePrefix(i));
        }
    }
}
