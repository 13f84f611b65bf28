package dev.gleaner.workflow.sitemap;

import com.fasterxml.aalto.UncheckedStreamException;
import com.fasterxml.aalto.stax.InputFactoryImpl;
import dev.gleaner.vocabulary.SitemapKind;
import java.io.IOException;
import java.io.Reader;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jsoup.parser.Parser;

/**
 * Reads well-formed XML as a stream. A document type is skipped and nothing that it declares is looked up, so there is
 * neither an entity to expand nor a file to fetch.
 */
final class StrictPass implements Pass {
    private static final int MAX_MESSAGE = 300;
    private static final Pattern ENTITY_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,63}");

    private final ElementTrail trail;
    private final Harvest harvest;
    private final NameLimit names = new NameLimit();

    StrictPass(ElementTrail trail, Harvest harvest) {
        this.trail = trail;
        this.harvest = harvest;
    }

    @Override
    public void read(Reader text) throws IOException {
        TokenLimit limited = new TokenLimit(text);
        try {
            XMLStreamReader xml = factory().createXMLStreamReader(limited);
            while (!harvest.isTruncated() && xml.hasNext()) {
                xml.next();
                limited.advance();
                names.check(xml);
                handle(xml);
            }
        } catch (XMLStreamException | UncheckedStreamException e) {
            throw reason(e);
        } finally {
            trail.finish();
        }
    }

    /** One for each document: factories share the names they saw, and would keep what hostile documents invent. */
    private static XMLInputFactory factory() {
        XMLInputFactory factory = new InputFactoryImpl();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        return factory;
    }

    private void handle(XMLStreamReader xml) throws IOException {
        switch (xml.getEventType()) {
            case XMLStreamConstants.START_ELEMENT -> start(xml);
            case XMLStreamConstants.END_ELEMENT -> trail.end();
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> text(xml);
            case XMLStreamConstants.ENTITY_REFERENCE -> trail.text(htmlEntity(xml.getLocalName()));
            default -> {}
        }
    }

    private void start(XMLStreamReader xml) throws IOException {
        if (trail.isTooDeep()) {
            throw new BrokenDocument("elements are nested too deeply");
        }
        trail.start(tag(xml));
    }

    private static Tag tag(XMLStreamReader xml) {
        return new Tag(
                xml.getPrefix().toLowerCase(Locale.ROOT), xml.getLocalName().toLowerCase(Locale.ROOT), attributes(xml));
    }

    private static Map<String, String> attributes(XMLStreamReader xml) {
        if (xml.getAttributeCount() == 0) {
            return Map.of();
        }
        Map<String, String> attributes = new HashMap<>();
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            String name = xml.getAttributeLocalName(i).toLowerCase(Locale.ROOT);
            if (xml.getAttributePrefix(i).isEmpty() && Tag.ATTRIBUTES.contains(name)) {
                attributes.putIfAbsent(name, xml.getAttributeValue(i));
            }
        }
        return attributes;
    }

    private void text(XMLStreamReader xml) {
        if (trail.isInValue()) {
            trail.text(xml.getText());
        }
    }

    /**
     * Entities of HTML are undeclared in most documents that use them; any other undeclared one is nothing. After a bare
     * ampersand the parser takes everything up to the next semicolon for a name, over tags and all.
     */
    private static String htmlEntity(String name) throws BrokenDocument {
        if (!ENTITY_NAME.matcher(name).matches()) {
            throw new BrokenDocument("an ampersand stands alone");
        }
        String reference = "&" + name + ";";
        String character = Parser.unescapeEntities(reference, false);
        return character.equals(reference) ? "" : character;
    }

    /** The parser wraps what the stream below it throws. */
    private static IOException reason(Exception e) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException io) {
                return io;
            }
        }
        String message = String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
        return new BrokenDocument(message.substring(0, Math.min(message.length(), MAX_MESSAGE)));
    }

    @Override
    public SitemapKind kind() {
        return trail.kind();
    }
}
