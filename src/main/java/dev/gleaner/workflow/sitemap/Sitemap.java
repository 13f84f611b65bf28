package dev.gleaner.workflow.sitemap;

import dev.gleaner.item.WorkItem;
import dev.gleaner.vocabulary.DiscoverySource;
import dev.gleaner.vocabulary.SitemapKind;
import dev.gleaner.workflow.site.ReadVersion;
import dev.gleaner.workflow.site.ScanOrder;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Formula;

/** A sitemap of a site. Made and filled set-based by {@link SitemapIntake} and {@link ImportedSitemaps}. */
@Entity
public class Sitemap extends WorkItem {
    UUID domainId;
    UUID indexId;
    String domain;
    String url;

    @Enumerated(EnumType.STRING)
    SitemapKind kind;

    @Enumerated(EnumType.STRING)
    DiscoverySource discoveredBy;

    int depth;
    Integer urlCount;
    Integer importedCount;
    Long bytes;
    Instant lastModified;
    String problem;
    Integer imageCount;
    Integer videoCount;
    Integer newsCount;
    Integer translationCount;

    @Embedded
    ScanOrder order;

    @Embedded
    ReadVersion version;

    /** The domain's; read only. */
    @Formula("(select d.robots_ignored from domain d where d.id = domain_id)")
    boolean robotsIgnored;

    /** For Hibernate. */
    protected Sitemap() {}

    String url() {
        return url;
    }

    Integer urlCount() {
        return urlCount;
    }

    Instant lastModified() {
        return lastModified;
    }
}
