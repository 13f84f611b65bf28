package dev.gleaner.workflow.page;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.gleaner.curation.ItemView;
import dev.gleaner.vocabulary.ChangeFrequency;
import dev.gleaner.vocabulary.PageCategory;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A page as clients see it.
 *
 * @param vanishedAt since when no sitemap lists it any more that once did
 */
@RegisterForReflection
record PageView(
        UUID id,
        String url,
        UUID domainId,
        UUID sitemapId,
        PageCategory category,
        double categoryConfidence,
        String categoryRule,
        Instant lastModified,
        ChangeFrequency changeFrequency,
        Double priority,
        Integer httpStatus,
        String contentType,
        String title,
        String description,
        String h1,
        String canonicalUrl,
        String language,
        Integer wordCount,
        Links links,
        List<String> structuredData,
        Instant vanishedAt,
        @JsonUnwrapped ItemView item) {

    /** How many links lead where; null before the page was read. */
    @RegisterForReflection
    record Links(Integer internal, Integer external) {}

    static PageView of(Page page, int maxAttempts) {
        return new PageView(
                page.id(),
                page.url,
                page.domainId,
                page.sitemapId,
                page.category,
                page.categoryConfidence,
                page.categoryRule,
                page.lastModified,
                page.changeFrequency,
                page.sitemapPriority,
                page.httpStatus,
                page.contentType,
                page.title,
                page.description,
                page.h1,
                page.canonicalUrl,
                page.language,
                page.wordCount,
                new Links(page.linksInternal, page.linksExternal),
                page.structuredData == null ? List.of() : List.of(page.structuredData),
                page.vanishedAt,
                ItemView.of(page, maxAttempts));
    }
}
