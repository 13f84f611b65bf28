package dev.gleaner.workflow.domain;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.gleaner.curation.ItemView;
import dev.gleaner.vocabulary.RobotsStatus;
import io.quarkus.runtime.annotations.RegisterForReflection;
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

    /** What the site asks of robots. */
    @RegisterForReflection
    record RobotsView(RobotsStatus status, Double crawlDelaySeconds) {}

    /** How much was found under it. */
    @RegisterForReflection
    @Schema(name = "DomainCounts")
    record Counts(long sitemaps, long pages, long contacts) {}
}
