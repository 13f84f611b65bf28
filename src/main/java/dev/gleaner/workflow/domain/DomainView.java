package dev.gleaner.workflow.domain;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.gleaner.curation.ItemView;
import dev.gleaner.vocabulary.RobotsStatus;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A domain as clients see it. Before its first survey the fields of metadata and robots are empty. */
@RegisterForReflection
record DomainView(
        UUID id,
        String domain,
        String homeUrl,
        @JsonUnwrapped ItemView item,
        SiteMetadata metadata,
        RobotsView robots,
        Counts counts) {

    /**
     * What the site asks of robots, and whether the operator has said that it does not count.
     *
     * @param ignored whether what robots.txt disallows is fetched nevertheless
     * @param ignoredBy who decided that last, by e-mail address; null if nobody did
     * @param ignoredAt when
     * @param ignoredReason why
     */
    @RegisterForReflection
    record RobotsView(
            RobotsStatus status,
            Double crawlDelaySeconds,
            boolean ignored,
            String ignoredBy,
            Instant ignoredAt,
            String ignoredReason) {

        static RobotsView of(Domain domain) {
            return new RobotsView(
                    domain.robotsStatus,
                    domain.crawlDelaySeconds,
                    domain.robotsIgnored,
                    domain.robotsIgnoredBy,
                    domain.robotsIgnoredAt,
                    domain.robotsIgnoredReason);
        }
    }

    /** How much was found under it. */
    @RegisterForReflection
    @Schema(name = "DomainCounts")
    record Counts(long sitemaps, long pages, long contacts) {}
}
