package dev.gleaner.workflow.sitemap;

import dev.gleaner.address.WebUrl;
import dev.gleaner.vocabulary.ChangeFrequency;
import java.time.Instant;
import java.util.Optional;

/**
 * What a sitemap says about one address. Hints that cannot be understood are absent; the address counts all the same.
 *
 * @param url a page, or another sitemap where the document is an index
 * @param lastModified when it changed last; a date without a time is midnight UTC
 * @param changeFrequency how often it is said to change
 * @param priority between 0 and 1
 */
public record SitemapEntry(
        WebUrl url,
        Optional<Instant> lastModified,
        Optional<ChangeFrequency> changeFrequency,
        Optional<Double> priority) {}
