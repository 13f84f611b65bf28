package dev.gleaner.markup;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/** Reads JSON-LD as leniently as search engines do. What cannot be read is skipped, what stood before it is kept. */
public final class JsonLd {
    private static final int MOST_OBJECTS = 5_000;
    private static final int MOST_VALUES = 100;
    private static final int MOST_SCRIPTS = 100;
    private static final int LONGEST_SCRIPT = 2_000_000;
    private static final int DEEPEST = 100;

    /** Wrappers that once hid scripts from old browsers. */
    private static final Pattern WRAPPER =
            Pattern.compile("<!--|-->|(?:/\\*\\s{0,9}|//\\s{0,9})?(?:<!\\[CDATA\\[|\\]\\]>)(?:\\s{0,9}\\*/)?");

    private static final Pattern VOCABULARY = Pattern.compile("^(?:https?://(?:www\\.)?schema\\.org/|schema:)");

    private static final ObjectReader READER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .build())
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
            .build()
            .readerFor(JsonNode.class);

    private JsonLd() {}

    /** Every JSON object, from the outside to the inside. */
    static List<JsonNode> objectsOf(ElementIndex elements) {
        List<JsonNode> objects = new ArrayList<>();
        elements.byTag("script").stream()
                .filter(JsonLd::isJsonLd)
                .limit(MOST_SCRIPTS)
                .map(Element::data)
                .filter(script -> script.length() <= LONGEST_SCRIPT)
                .forEach(script -> read(script, objects));
        return objects;
    }

    private static boolean isJsonLd(Element script) {
        return script.attr("type").strip().toLowerCase(Locale.ROOT).startsWith("application/ld+json");
    }

    private static void read(String script, List<JsonNode> objects) {
        String json = script.contains("<!") ? WRAPPER.matcher(script).replaceAll("") : script;
        try (MappingIterator<JsonNode> values = READER.readValues(json)) {
            while (values.hasNextValue()) {
                collect(values.nextValue(), objects);
            }
        } catch (IOException broken) {
            // A page with broken JSON-LD still has everything else.
        }
    }

    private static void collect(JsonNode node, List<JsonNode> objects) {
        if (objects.size() >= MOST_OBJECTS) {
            return;
        }
        if (node.isObject()) {
            objects.add(node);
        }
        for (JsonNode child : node) {
            if (child.isContainerNode()) {
                collect(child, objects);
            }
        }
    }

    /** The types of an object, without their vocabulary's address. */
    public static List<String> typesOf(JsonNode object) {
        return valuesOf(object, "@type").stream()
                .map(type -> VOCABULARY.matcher(type).replaceFirst(""))
                .toList();
    }

    /** The values of a property as text, be it one, many, or wrapped into objects. */
    public static List<String> valuesOf(JsonNode object, String property) {
        List<String> values = new ArrayList<>();
        JsonNode value = object.get(property);
        if (value != null && value.isArray()) {
            for (int i = 0; i < Math.min(value.size(), MOST_VALUES); i++) {
                add(value.get(i), values);
            }
        } else if (value != null) {
            add(value, values);
        }
        return values;
    }

    private static void add(JsonNode value, List<String> values) {
        if (value.isObject()) {
            for (String key : new String[] {"@value", "url", "contentUrl", "@id", "name"}) {
                if (value.path(key).isValueNode()) {
                    add(value.get(key), values);
                    return;
                }
            }
        } else if (value.isValueNode() && !value.isNull()) {
            // what is cut off anyway need not be decoded; an entity is longer than what it stands for
            String text = Parser.unescapeEntities(TextLimits.cut(value.asText(), 5 * TextLimits.PARAGRAPH), false);
            String folded = TextLimits.fold(text, TextLimits.PARAGRAPH);
            if (!folded.isEmpty()) {
                values.add(folded);
            }
        }
    }
}
