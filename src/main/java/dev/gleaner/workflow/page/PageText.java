package dev.gleaner.workflow.page;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.UUID;

/** The main text of a page. Written set-based by {@link ScrapedPages}. */
@Entity
public class PageText {
    @Id
    UUID pageId;

    String content;

    /** For Hibernate. */
    protected PageText() {}
}
