package dev.gleaner.workflow.site;

import dev.gleaner.http.Condition;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What rows are searched by, in lower case. Kept by triggers beside the row, and not in it: each change of a status writes
 * a new version of the row, and would have to enter all its trigrams anew; and behind the wall between tenants PostgreSQL
 * asks no index about a pattern.
 */
@MappedSuperclass
public abstract class SearchWords {
    @Id
    UUID itemId;

    String words;

    /** For Hibernate. */
    protected SearchWords() {}

    /** The row's words contain the text, whatever its case; every row, if the text is null or blank. */
    public static Condition contain(Class<? extends SearchWords> words, @Nullable String text) {
        return text == null || text.isBlank()
                ? Condition.everything()
                : Condition.of(
                        "id in (select t.itemId from " + words.getSimpleName()
                                + " t where t.words like :textPattern escape '!')",
                        Map.of("textPattern", Condition.pattern(text)));
    }
}
