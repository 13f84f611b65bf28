package dev.gleaner.http;

import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Schema;

/**
 * The JDK's own types, which the framework publishes under the names of their classes. Clients know them by their format,
 * and some take a name such as {@code LocalDate} for a clash with their own.
 */
final class PublishedTypes {
    private static final Map<String, String> FORMATS =
            Map.of("UUID", "uuid", "Instant", "date-time", "LocalDate", "date");
    private static final String COMPONENTS = "#/components/schemas/";

    /** The names that nothing refers to any more. */
    static final Set<String> NAMES = FORMATS.keySet();

    private PublishedTypes() {}

    static Schema inPlace(Schema schema) {
        if (schema.getRef() == null) {
            return schema;
        }
        String format = FORMATS.get(schema.getRef().replace(COMPONENTS, ""));
        return format == null
                ? schema
                : OASFactory.createSchema()
                        .addType(Schema.SchemaType.STRING)
                        .format(format)
                        .description(schema.getDescription());
    }
}
