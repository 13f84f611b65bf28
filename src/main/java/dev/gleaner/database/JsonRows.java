package dev.gleaner.database;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.regex.Pattern;

/**
 * Rows as one JSON parameter for {@code jsonb_to_recordset}: the fastest way to bring thousands of them into one
 * statement, and the only one whose cost in parameters does not grow.
 */
@Singleton
public class JsonRows {
    /** PostgreSQL's jsonb holds no NUL. An escaped backslash before “u0000” is none: that is text about escapes. */
    private static final Pattern NUL = Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*)\\\\u0000");

    private final ObjectMapper json;

    JsonRows(ObjectMapper json) {
        this.json = json;
    }

    /** The rows, each a record whose component names are the statement's. */
    public String of(Collection<?> rows) {
        return text(rows);
    }

    /** One value as JSON text. */
    public String text(Object value) {
        assert isReadableInNative(value) : "@RegisterForReflection is missing: " + value;
        try {
            String text = json.writeValueAsString(value);
            return text.contains("\\u0000") ? NUL.matcher(text).replaceAll("$1 ") : text;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Plain data has to be writable as JSON", e);
        }
    }

    /** A native image knows the components of those classes only that ask for it; tests run with assertions. */
    private static boolean isReadableInNative(Object value) {
        if (value instanceof Collection<?> all) {
            return all.stream().allMatch(JsonRows::isReadableInNative);
        }
        return !value.getClass().getName().startsWith("dev.gleaner.")
                || value instanceof Enum
                || value.getClass().isAnnotationPresent(RegisterForReflection.class);
    }
}
