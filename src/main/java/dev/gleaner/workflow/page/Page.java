package dev.gleaner.workflow.page;

import dev.gleaner.item.WorkItem;
import dev.gleaner.vocabulary.ChangeFrequency;
import dev.gleaner.vocabulary.PageCategory;
import dev.gleaner.workflow.site.ReadVersion;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Formula;

/** A page of a site. Made and filled set-based by {@link PageIntake} and {@link ScrapedPages}. */
@Entity
public class Page extends WorkItem {
    UUID domainId;
    UUID sitemapId;
    String domain;
    String url;

    @Enumerated(EnumType.STRING)
    PageCategory category;

    double categoryConfidence;
    String categoryRule;
    Instant lastModified;

    @Enumerated(EnumType.STRING)
    ChangeFrequency changeFrequency;

    Double sitemapPriority;
    Integer httpStatus;
    String contentType;
    String title;
    String description;
    String h1;
    String canonicalUrl;
    String language;
    Integer wordCount;
    Integer linksInternal;
    Integer linksExternal;
    String[] structuredData;
    Instant vanishedAt;

    @Embedded
    ReadVersion version;

    /** The domain's; read only. */
    @Formula("(select d.robots_ignored from domain d where d.id = domain_id)")
    boolean robotsIgnored;

    /** For Hibernate. */
    protected Page() {}

    String url() {
        return url;
    }

    Instant lastModified() {
        return lastModified;
    }

    String title() {
        return title;
    }
}
