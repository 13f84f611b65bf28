package dev.gleaner.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * The fixed set of fields that a list may be sorted by, made once per resource. The first one, ascending or descending
 * as said, is the default. The id always decides between equals.
 *
 * @param <E> the entity
 */
public final class Sorting<E> {
    private final Function<? super E, UUID> id;
    private final String defaultSort;
    private final Map<String, SortField<E>> fields;

    private Sorting(Function<? super E, UUID> id, String defaultSort, Map<String, SortField<E>> fields) {
        this.id = id;
        this.defaultSort = defaultSort;
        this.fields = fields;
    }

    /** No fields yet; {@code defaultSort} is what a request without {@code sort} gets, such as {@code -createdAt}. */
    public static <E> Sorting<E> of(Function<? super E, UUID> id, String defaultSort) {
        return new Sorting<>(id, defaultSort, Map.of());
    }

    /** One more field, named like the attribute, which no row lacks. */
    public Sorting<E> by(String name, Class<?> type, Function<? super E, ?> value) {
        return with(new SortField<>(name, name, type, false, value));
    }

    /** One more field, named like the attribute, which rows may lack: those come last, in both directions. */
    public Sorting<E> byNullable(String name, Class<?> type, Function<? super E, ?> value) {
        return with(new SortField<>(name, name, type, true, value));
    }

    /** One more field whose attribute is called otherwise. */
    public Sorting<E> by(String name, String attribute, Class<?> type, boolean nullable, Function<? super E, ?> value) {
        return with(new SortField<>(name, attribute, type, nullable, value));
    }

    private Sorting<E> with(SortField<E> field) {
        var more = new LinkedHashMap<>(fields);
        more.put(field.name(), field);
        return new Sorting<>(id, defaultSort, more);
    }

    /**
     * The order that a request asks for.
     *
     * @throws ProblemException naming {@code sort} if the field is not in the set
     */
    Order<E> order(String sort) {
        String asked = sort == null ? defaultSort : sort;
        boolean descending = asked.startsWith("-");
        SortField<E> field = fields.get(descending ? asked.substring(1) : asked);
        if (field == null) {
            throw ProblemException.unknownFilter(
                    "sort", "must be one of " + String.join(", ", fields.keySet()) + ", or one of them after a -");
        }
        return new Order<>(field, descending, id);
    }
}
