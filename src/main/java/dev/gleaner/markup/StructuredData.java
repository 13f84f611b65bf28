package dev.gleaner.markup;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a page says to machines: the objects of its JSON-LD and the properties of its microdata. */
public final class StructuredData {
    private static final int MOST_TYPES = 50;

    private final List<JsonNode> objects;
    private final List<Property> properties;
    private final List<String> types;

    private StructuredData(List<JsonNode> objects, List<Property> properties, List<String> types) {
        this.objects = objects;
        this.properties = properties;
        this.types = types;
    }

    static StructuredData of(ElementIndex elements, VisibleText text) {
        List<JsonNode> objects = JsonLd.objectsOf(elements);
        Set<String> types = new LinkedHashSet<>();
        objects.forEach(object -> types.addAll(JsonLd.typesOf(object)));
        types.addAll(Microdata.typesOf(elements));
        types.addAll(Rdfa.typesOf(elements));
        List<String> kept = types.stream().limit(MOST_TYPES).toList();
        return new StructuredData(objects, Microdata.propertiesOf(elements, text), kept);
    }

    /**
     * A property of microdata.
     *
     * @param name the property
     * @param value its content, the address it links to, or its text
     * @param context the visible text around it
     */
    public record Property(String name, String value, String context) {}

    /** Every object of the JSON-LD, however deep it is nested, in the order of the page. */
    public List<JsonNode> objects() {
        return objects;
    }

    /** The properties of the microdata, in the order of the page. */
    public List<Property> properties() {
        return properties;
    }

    /** The names of the types, without their vocabulary's address: {@code Organization}. */
    public List<String> types() {
        return types;
    }

    /** The values of an object's property as text, be it one, many, or wrapped into objects. */
    public List<String> valuesOf(JsonNode object, String property) {
        return JsonLd.valuesOf(object, property);
    }

    /** The first value of a property of the microdata. */
    public Optional<String> microdata(String property) {
        return properties.stream()
                .filter(it -> it.name().equals(property))
                .map(Property::value)
                .findFirst();
    }
}
