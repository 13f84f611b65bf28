package dev.gleaner.workflow.domain;

import dev.gleaner.item.WorkItem;
import dev.gleaner.vocabulary.RobotsStatus;
import dev.gleaner.workflow.site.ReadVersion;
import dev.gleaner.workflow.site.ScanOrder;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import java.util.Optional;

/** A site, by its name. Entered by the site register, filled set-based by {@link SurveyedDomains}. */
@Entity
public class Domain extends WorkItem {
    String name;
    String homeUrl;

    /** JSON. */
    String metadata;

    @Enumerated(EnumType.STRING)
    RobotsStatus robotsStatus;

    Double crawlDelaySeconds;

    /** JSON; see {@link SitemapMemory}. */
    String foundSitemaps;

    boolean robotsIgnored;
    String robotsIgnoredBy;
    Instant robotsIgnoredAt;
    String robotsIgnoredReason;

    @Embedded
    ScanOrder order;

    @Embedded
    ReadVersion version;

    /** For Hibernate. */
    protected Domain() {}

    String name() {
        return name;
    }

    Optional<ScanOrder> order() {
        return Optional.ofNullable(order).filter(it -> it.scan() != null);
    }
}
