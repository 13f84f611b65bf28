package dev.gleaner.workflow.contact;

import dev.gleaner.http.Condition;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What contacts are searched by: the numbers of the groups of three letters in their value. Kept by a trigger beside the
 * contact: behind the wall between tenants PostgreSQL asks no index about a pattern, and what people are called must not
 * stand outside of it.
 */
@Entity
public class ContactSearch {
    /** Of a shorter text there is no group. */
    private static final int SHORTEST = 3;

    @Id
    UUID contactId;

    Integer[] grams;

    /** For Hibernate. */
    protected ContactSearch() {}

    /**
     * The value contains the text, whatever its case; every contact, if the text is null or blank. Not by a pattern, of which
     * PostgreSQL believes that hardly anything matches: it would sort all that does instead of going through the list.
     */
    static Condition contains(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return Condition.everything();
        }
        String words = text.strip().toLowerCase(Locale.ROOT);
        Condition matching = Condition.of("locate(:valueWords, lower(value)) > 0", Map.of("valueWords", words));
        return words.length() < SHORTEST
                ? matching
                : matching.and(Condition.of(
                        "id in (select s.contactId from ContactSearch s"
                                + " where cast(sql('(? @> text_grams(?))', s.grams, :valueGrams) as Boolean))",
                        Map.of("valueGrams", words)));
    }
}
