package dev.gleaner.http;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A view as a table: a column for each value in it, named by its path, such as {@code links.internal}. Follows from the
 * view's records, so that a table has whatever the list has.
 */
final class Columns {
    /** Between several values of one cell: no address contains it. */
    private static final String BETWEEN = " | ";

    private final List<String> names;

    private Columns(List<String> names) {
        this.names = List.copyOf(names);
    }

    static Columns of(Class<?> view) {
        var names = new ArrayList<String>();
        add(names, "", view);
        return new Columns(names);
    }

    List<String> names() {
        return names;
    }

    /** The cells of one row, from the view as JSON. */
    List<String> cells(JsonNode view) {
        return names.stream().map(name -> cell(view, name)).toList();
    }

    private static void add(List<String> names, String prefix, Class<?> view) {
        for (RecordComponent component : view.getRecordComponents()) {
            String path = prefix + component.getName();
            Class<?> type = valueType(component);
            if (!type.isRecord()) {
                names.add(path);
            } else {
                boolean unwrapped = component.getAccessor().isAnnotationPresent(JsonUnwrapped.class);
                add(names, unwrapped ? prefix : path + ".", type);
            }
        }
    }

    private static Class<?> valueType(RecordComponent component) {
        if (Collection.class.isAssignableFrom(component.getType())
                && component.getGenericType() instanceof ParameterizedType many) {
            Type element = many.getActualTypeArguments()[0];
            return element instanceof Class<?> known ? known : Object.class;
        }
        return component.getType();
    }

    /** A list on the way gives one value per element, in their order, so that the columns of a list stay in step. */
    private static String cell(JsonNode view, String path) {
        Stream<JsonNode> nodes = Stream.of(view);
        for (String step : path.split("\\.")) {
            nodes = nodes.flatMap(Columns::elements).map(node -> node.path(step));
        }
        return nodes.flatMap(Columns::elements).map(Columns::text).collect(Collectors.joining(BETWEEN));
    }

    private static Stream<JsonNode> elements(JsonNode node) {
        return node.isArray() ? StreamSupport.stream(node.spliterator(), false) : Stream.of(node);
    }

    private static String text(JsonNode value) {
        if (value.isNull() || value.isMissingNode()) {
            return "";
        }
        if (value.isObject()) {
            return value.isEmpty() ? "" : value.toString();
        }
        return value.isTextual() ? SpreadsheetText.harmless(value.asText()) : value.asText();
    }
}
