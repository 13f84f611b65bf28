package dev.gleaner.workflow.page;

import dev.gleaner.http.Condition;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What pages are searched by: their address and title in lower case. Kept by triggers beside the page, and not in it:
 * each change of a status writes a new version of the page, and would have to enter all its trigrams anew.
 */
@Entity
public class PageSearch {
    @Id
    UUID pageId;

    String words;

    /** For Hibernate. */
    protected PageSearch() {}

    /** The page's address or title contains the text; every page, if the text is null or blank. */
    static Condition contains(@Nullable String text) {
        return text == null || text.isBlank()
                ? Condition.everything()
                : Condition.of(
                        "id in (select t.pageId from PageSearch t where t.words like :textPattern escape '!')",
                        Map.of("textPattern", Condition.pattern(text)));
    }
}
