package dev.gleaner.workflow.price;

import dev.gleaner.http.ProblemException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.DefaultValue;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a history is asked for, newest day first unless {@code sort} says otherwise. The cursor names the last row
 * by its day and word, so that days which come in meanwhile shift nothing.
 *
 * @param from the first day
 * @param to the last day
 * @param limit how many rows at most, 1 to 500
 * @param cursor the previous answer's {@code nextCursor}
 * @param sort {@code date} or {@code -date}
 * @param withTotal whether to count all of the range
 */
@RegisterForReflection
record HistoryRequest(
        @RestQuery @Parameter(description = "The first day, such as 2024-03-15")
        LocalDate from,

        @RestQuery @Parameter(description = "The last day, such as 2024-03-15")
        LocalDate to,

        @RestQuery @Parameter(description = "How many rows at most, 1 to 500; 50 if not given")
        Integer limit,

        @RestQuery @Parameter(description = "The previous answer's nextCursor")
        String cursor,

        @RestQuery @DefaultValue("-date") @Parameter(description = "date or -date")
        String sort,

        @RestQuery @DefaultValue("false") @Parameter(description = "Whether to fill total")
        boolean withTotal) {
    private static final int LARGEST_LIMIT = 500;
    private static final int USUAL_LIMIT = 50;
    private static final String NEWEST_FIRST = "-date";

    /** Where a page ended. */
    record Place(LocalDate date, String word) {}

    HistoryRequest {
        if (limit != null && (limit < 1 || limit > LARGEST_LIMIT)) {
            throw ProblemException.invalid("limit", "must be from 1 to " + LARGEST_LIMIT);
        }
        if (!NEWEST_FIRST.equals(sort) && !"date".equals(sort)) {
            throw ProblemException.unknownFilter("sort", "must be date or -date");
        }
        if (from != null && to != null && from.isAfter(to)) {
            throw ProblemException.invalid("from", "must not be after to");
        }
    }

    /** How many rows a page has. */
    int size() {
        return limit == null ? USUAL_LIMIT : limit;
    }

    boolean isNewestFirst() {
        return NEWEST_FIRST.equals(sort);
    }

    /**
     * Where the page before this one ended.
     *
     * @throws ProblemException if the cursor is none of ours
     */
    Optional<Place> after() {
        if (cursor == null) {
            return Optional.empty();
        }
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            String[] parts = text.split(" ", -1);
            Place place = new Place(LocalDate.parse(parts[1]), parts[2]);
            if (parts.length != 3 || !parts[0].equals(sort) || !cursorAt(place).equals(cursor)) {
                throw refused();
            }
            return Optional.of(place);
        } catch (IllegalArgumentException | IndexOutOfBoundsException | DateTimeException broken) {
            throw refused();
        }
    }

    private static ProblemException refused() {
        return ProblemException.invalid("cursor", "is not the nextCursor of a list in this order");
    }

    /** Leads to the page after a row. */
    String cursorAt(Place place) {
        String text = sort + " " + place.date() + " " + place.word();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static @Nullable String text(@Nullable LocalDate date) {
        return date == null ? null : date.toString();
    }
}
