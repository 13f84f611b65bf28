package dev.gleaner.http;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.Base64;
import java.util.UUID;

/**
 * Where a page ended: the place in the order, not a number of rows, so that rows that come or go do not shift the next
 * page, and a late page costs no more than an early one. Opaque to clients. Not signed: it narrows what the caller's
 * own condition allows, so the worst that a forged one does is to skip rows.
 *
 * @param order the {@link Order#key} that it belongs to
 * @param value the last row's value of the sort field; null if it has none
 * @param id the last row's
 */
record Cursor(String order, Object value, UUID id) {
    private static final char SEPARATOR = ' ';
    private static final String ABSENT = "-";
    private static final String PRESENT = "+";
    private static final int PARTS = 3;

    String encoded() {
        String shown = value == null ? ABSENT : PRESENT + value;
        String text = order + SEPARATOR + id + SEPARATOR + shown;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The cursor that a client sent back.
     *
     * @throws ProblemException naming {@code cursor} if it is none of ours, or of another order
     */
    static Cursor decode(String encoded, Order<?> order) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(encoded);
            String[] parts = new String(bytes, StandardCharsets.UTF_8).split(String.valueOf(SEPARATOR), PARTS);
            var cursor = new Cursor(parts[0], value(parts[2], order.field()), UUID.fromString(parts[1]));
            if (!cursor.order.equals(order.key()) || !cursor.encoded().equals(encoded)) {
                throw refused();
            }
            return cursor;
        } catch (IllegalArgumentException | IndexOutOfBoundsException | DateTimeException broken) {
            throw refused();
        }
    }

    private static Object value(String shown, SortField<?> field) {
        if (shown.equals(ABSENT) && field.nullable()) {
            return null;
        }
        String text = shown.substring(1);
        if (!shown.startsWith(PRESENT) || text.indexOf('\0') >= 0) {
            throw refused();
        }
        return ValueKinds.read(field.type(), text);
    }

    private static ProblemException refused() {
        return ProblemException.invalid("cursor", "is not the nextCursor of a list in this order");
    }
}
