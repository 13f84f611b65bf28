package dev.gleaner.workflow.sitemap;

import dev.gleaner.workflow.site.SearchWords;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;

/** What sitemaps are searched by: their address. */
@Entity
@AttributeOverride(name = "itemId", column = @Column(name = "sitemap_id"))
public class SitemapSearch extends SearchWords {

    /** For Hibernate. */
    protected SitemapSearch() {}
}
