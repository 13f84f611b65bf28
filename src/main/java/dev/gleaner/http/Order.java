package dev.gleaner.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

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

    /**
     * Rows that one index gives in their order.
     *
     * @param rows which rows
     * @param hql for {@code order by}
     */
    record Stretch(Condition rows, String hql) {}

    /**
     * The rows in the stretches in which they are read: those with the field, then those without. Each is in the order of
     * a plain index, which {@code nulls last} is only in one direction; and those without are in the order of their ids
     * alone, because PostgreSQL does not see that they are all equal otherwise.
     *
     * @param from the place after which the first stretch begins; null for the start
     */
    List<Stretch> stretches(@Nullable Cursor from) {
        List<Stretch> stretches = new ArrayList<>();
        if (from == null || from.value() != null) {
            Condition rows = from == null ? present() : present().and(after(from));
            stretches.add(new Stretch(rows, field.attribute() + direction() + ", " + byId()));
        }
        if (field.nullable()) {
            Condition absent = Condition.of(field.attribute() + " is null", Map.of());
            stretches.add(
                    new Stretch(from == null || from.value() != null ? absent : absent.and(afterId(from)), byId()));
        }
        return stretches;
    }

    private Condition present() {
        return field.nullable() ? Condition.of(field.attribute() + " is not null", Map.of()) : Condition.everything();
    }

    /** Compared as a pair, so that an index leads to the place even among many equals. */
    private Condition after(Cursor cursor) {
        String name = field.attribute();
        // Hibernate cannot bind a word in a pair; there the comparison is spelled out
        String pair = field.type().isEnum()
                ? name + beyond().stripTrailing() + "= :cursorValue and (" + name + beyond() + ":cursorValue or id"
                        + beyond() + ":cursorId)"
                : "(" + name + ", id)" + beyond() + "(:cursorValue, :cursorId)";
        return Condition.of(pair, Map.of("cursorValue", cursor.value(), "cursorId", cursor.id()));
    }

    private Condition afterId(Cursor cursor) {
        return Condition.of("id" + beyond() + ":cursorId", Map.of("cursorId", cursor.id()));
    }

    private String beyond() {
        return descending ? " < " : " > ";
    }

    private String byId() {
        return "id" + direction();
    }

    private String direction() {
        return descending ? " desc" : " asc";
    }

    Cursor cursorAt(E row) {
        return new Cursor(key(), field.valueOf(row), id.apply(row));
    }
}
