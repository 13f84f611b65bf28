package dev.gleaner.http;

import java.util.Optional;
import java.util.function.Function;

/**
 * A field that a list may be sorted by.
 *
 * @param name as clients know it
 * @param attribute as HQL knows it
 * @param type of the attribute
 * @param nullable whether rows may lack it; they come last then
 * @param value reads it from a row, as itself or as an {@link Optional}
 */
record SortField<E>(String name, String attribute, Class<?> type, boolean nullable, Function<? super E, ?> value) {

    SortField {
        if (!ValueKinds.reads(type)) {
            throw new IllegalArgumentException("a cursor cannot carry a " + type.getName());
        }
    }

    /** The row's value; null where it has none. */
    Object valueOf(E row) {
        Object found = value.apply(row);
        Object plain = found instanceof Optional<?> optional ? optional.orElse(null) : found;
        if (plain == null && !nullable) {
            throw new IllegalStateException("the sort field " + name + " is null and was said never to be");
        }
        return plain;
    }
}
