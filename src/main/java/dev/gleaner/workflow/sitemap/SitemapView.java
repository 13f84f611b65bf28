package dev.gleaner.workflow.sitemap;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.gleaner.curation.ItemView;
import dev.gleaner.vocabulary.DiscoverySource;
import dev.gleaner.vocabulary.SitemapKind;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;

/** A sitemap as clients see it. */
@RegisterForReflection
record SitemapView(
        UUID id,
        String url,
        UUID domainId,
        String domain,
        SitemapKind kind,
        DiscoverySource discoveredBy,
        int depth,
        Integer urlCount,
        Integer importedCount,
        Long bytes,
        Instant lastModified,
        String problem,
        ExtensionsView extensions,
        @JsonUnwrapped ItemView item) {

    /** What it says beside its pages; null before it was read. */
    @RegisterForReflection
    record ExtensionsView(Integer images, Integer videos, Integer news, Integer translations) {}

    static SitemapView of(Sitemap sitemap, int maxAttempts) {
        return new SitemapView(
                sitemap.id(),
                sitemap.url,
                sitemap.domainId,
                sitemap.domain,
                sitemap.kind,
                sitemap.discoveredBy,
                sitemap.depth,
                sitemap.urlCount,
                sitemap.importedCount,
                sitemap.bytes,
                sitemap.lastModified,
                sitemap.problem,
                new ExtensionsView(sitemap.imageCount, sitemap.videoCount, sitemap.newsCount, sitemap.translationCount),
                ItemView.of(sitemap, maxAttempts));
    }
}
