package dev.gleaner.workflow.contact;

import dev.gleaner.workflow.site.SearchWords;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;

/** What contacts are searched by: their value. */
@Entity
@AttributeOverride(name = "itemId", column = @Column(name = "contact_id"))
public class ContactSearch extends SearchWords {

    /** For Hibernate. */
    protected ContactSearch() {}
}
