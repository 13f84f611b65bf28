package dev.gleaner.workflow.sitemap;

import dev.gleaner.vocabulary.SitemapKind;
import java.io.IOException;
import java.io.Reader;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jsoup.parser.Parser;

/**
 * Reads what is meant to be XML and is not: bare ampersands, tags that are never closed, warnings of a program before
 * the first tag, control characters. Takes every tag as it comes and builds no tree, so that broken documents need no
 * more memory than good ones; an HTML or XML parser with error recovery would hold the whole document.
 */
final class LenientPass implements Pass {
    private static final int MAX_NAME = 128;
    private static final int MAX_VALUE = 8192;

    private final ElementTrail trail;
    private final Harvest harvest;

    LenientPass(ElementTrail trail, Harvest harvest) {
        this.trail = trail;
        this.harvest = harvest;
    }

    /** Decodes entities as browsers do in attributes, where {@code &copy=1} is a parameter and no copyright sign. */
    static String decode(String raw) {
        return raw.indexOf('&') < 0 ? raw : Parser.unescapeEntities(raw, true);
    }

    @Override
    public void read(Reader text) throws IOException {
        Characters characters = new Characters(text);
        try {
            while (!harvest.isTruncated() && characters.peek() >= 0) {
                step(characters);
            }
        } finally {
            trail.finish();
        }
    }

    private void step(Characters text) throws IOException {
        int next = text.next();
        if (next == '<') {
            markup(text);
        } else if (trail.isInValue()) {
            trail.text(String.valueOf((char) next));
        }
    }

    private void markup(Characters text) throws IOException {
        if (text.accept("!--")) {
            text.skipPast("-->");
        } else if (text.accept("![CDATA[")) {
            section(text);
        } else if (text.accept("?") || text.accept("!")) {
            text.skipPast(">");
        } else if (text.accept("/")) {
            trail.end(Tag.of(name(text), Map.of()));
            text.skipPast(">");
        } else if (Character.isLetter(text.peek()) || text.peek() == '_') {
            element(text);
        }
    }

    private void section(Characters text) throws IOException {
        for (int next = text.next(); next >= 0; next = text.next()) {
            if (next == ']' && text.accept("]>")) {
                return;
            }
            if (trail.isInValue()) {
                trail.text(String.valueOf((char) next));
            }
        }
    }

    private void element(Characters text) throws IOException {
        String name = name(text);
        Map<String, String> attributes = new HashMap<>();
        boolean empty = false;
        while (text.peek() >= 0 && text.peek() != '>' && text.peek() != '<') {
            empty = text.accept("/");
            if (!empty && !text.skipWhitespace()) {
                attribute(text, attributes);
            }
        }
        text.accept(">");
        Tag tag = Tag.of(name, attributes);
        trail.makeWayFor(tag);
        if (!trail.isTooDeep()) {
            trail.start(tag);
            if (empty) {
                trail.end();
            }
        }
    }

    private static void attribute(Characters text, Map<String, String> attributes) throws IOException {
        String name = name(text).toLowerCase(Locale.ROOT);
        text.skipWhitespace();
        if (text.accept("=")) {
            text.skipWhitespace();
            String value = value(text);
            if (Tag.ATTRIBUTES.contains(name)) {
                attributes.putIfAbsent(name, decode(value));
            }
        } else if (name.isEmpty()) {
            text.next();
        }
    }

    private static String name(Characters text) throws IOException {
        return text.until(
                character -> Character.isWhitespace(character) || "/<>=\"'".indexOf(character) >= 0, MAX_NAME);
    }

    /** A value never contains {@code <}; where it seems to, somebody forgot a quotation mark. */
    private static String value(Characters text) throws IOException {
        int quote = text.peek();
        if (quote != '"' && quote != '\'') {
            return text.until(
                    character -> Character.isWhitespace(character) || "<>".indexOf(character) >= 0, MAX_VALUE);
        }
        text.next();
        String value = text.until(character -> character == quote || character == '<', MAX_VALUE);
        text.accept(String.valueOf((char) quote));
        return value;
    }

    @Override
    public SitemapKind kind() {
        return trail.kind();
    }
}
