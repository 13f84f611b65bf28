package dev.gleaner.http;

import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * A total order of rows: a field, then the id, in one direction; rows without the field last.
 *
 * @param <E> the entity
 */
record Order<E>(SortField<E> field, boolean descending, Function<? super E, UUID> id) {

    /** What names the order in a cursor, so that a cursor serves no other. */
    String key() {
        return (descending ? "-" : "") + field.name();
    }

    /** For {@code order by}. {@code nulls last} only where needed: it would keep a plain index from serving. */
    String hql() {
        String direction = descending ? " desc" : " asc";
        return field.attribute() + direction + (field.nullable() ? " nulls last" : "") + ", id" + direction;
    }

    Cursor cursorAt(E row) {
        return new Cursor(key(), field.valueOf(row), id.apply(row));
    }

    /** The rows after the cursor's. */
    Condition after(Cursor cursor) {
        String beyond = descending ? " < " : " > ";
        String name = field.attribute();
        if (cursor.value() == null) {
            return Condition.of(name + " is null and id" + beyond + ":cursorId", Map.of("cursorId", cursor.id()));
        }
        // the outer comparison alone can use an index; the inner one settles equals
        String rest = name + beyond.stripTrailing() + "= :cursorValue and (" + name + beyond + ":cursorValue or id"
                + beyond + ":cursorId)";
        return Condition.of(
                field.nullable() ? "(" + rest + ") or " + name + " is null" : rest,
                Map.of("cursorValue", cursor.value(), "cursorId", cursor.id()));
    }
}
