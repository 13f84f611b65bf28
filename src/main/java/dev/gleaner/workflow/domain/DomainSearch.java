package dev.gleaner.workflow.domain;

import dev.gleaner.workflow.site.SearchWords;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;

/** What domains are searched by: their name. */
@Entity
@AttributeOverride(name = "itemId", column = @Column(name = "domain_id"))
public class DomainSearch extends SearchWords {

    /** For Hibernate. */
    protected DomainSearch() {}
}
