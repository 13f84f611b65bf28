package dev.gleaner.workflow.page;

import dev.gleaner.workflow.site.SearchWords;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;

/** What pages are searched by: their address and title. */
@Entity
@AttributeOverride(name = "itemId", column = @Column(name = "page_id"))
public class PageSearch extends SearchWords {

    /** For Hibernate. */
    protected PageSearch() {}
}
