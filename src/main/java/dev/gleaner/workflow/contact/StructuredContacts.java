package dev.gleaner.workflow.contact;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gleaner.markup.JsonLd;
import dev.gleaner.markup.StructuredData.Property;
import dev.gleaner.markup.TextLimits;
import dev.gleaner.vocabulary.ContactEvidence;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Contacts that a page tells to machines: {@code email}, {@code telephone} and {@code sameAs} of schema.org. */
final class StructuredContacts {
    private static final Pattern SCHEME = Pattern.compile("^\\s*(?:mailto|tel):(?://)?", Pattern.CASE_INSENSITIVE);

    private static final List<String> PROPERTIES = List.of("email", "telephone", "sameAs");
    private static final int MOST_VALUES = 500;

    private final Gathering gathering;
    private final List<String> regions;
    private int values;

    StructuredContacts(Gathering gathering, List<String> regions) {
        this.gathering = gathering;
        this.regions = regions;
    }

    void read() {
        gathering.page().data().objects().forEach(this::read);
        gathering.page().data().properties().forEach(this::read);
    }

    private void read(JsonNode object) {
        if (values >= MOST_VALUES || PROPERTIES.stream().noneMatch(object::has)) {
            return;
        }
        String type = TextLimits.cut(String.join(", ", JsonLd.typesOf(object)), TextLimits.LINE);
        String label = labelOf(object);
        for (String property : PROPERTIES) {
            for (String value : JsonLd.valuesOf(object, property)) {
                String snippet = (type + " " + property + ": " + value).strip();
                add(property, value, ContactEvidence.JSON_LD, label, snippet);
            }
        }
    }

    private void read(Property property) {
        String snippet = property.context().isEmpty() ? property.name() + ": " + property.value() : property.context();
        add(property.name(), property.value(), ContactEvidence.MICRODATA, null, snippet);
    }

    private void add(String property, String value, ContactEvidence how, String label, String snippet) {
        if (!PROPERTIES.contains(property) || ++values > MOST_VALUES) {
            return;
        }
        switch (property) {
            case "email" -> email(PercentEncoding.decode(withoutScheme(value)), how, label, snippet);
            case "telephone" ->
                PhoneNumbers.parse(PercentEncoding.decode(withoutScheme(value)), regions)
                        .ifPresent(number -> gathering.phone(number, how, label, snippet));
            case "sameAs" -> gathering.profile(value, how, () -> snippet);
            default -> {}
        }
    }

    private void email(String value, ContactEvidence how, String label, String snippet) {
        gathering.emails(value.split("\\?", 2)[0], how, label, snippet);
        DisguisedEmails.scan(value).forEach(it -> gathering.email(it, how, label, snippet));
    }

    private static String withoutScheme(String value) {
        return SCHEME.matcher(value).replaceFirst("");
    }

    private static String labelOf(JsonNode object) {
        return Stream.of("contactType", "name")
                .flatMap(property -> JsonLd.valuesOf(object, property).stream())
                .findFirst()
                .orElse(null);
    }
}
