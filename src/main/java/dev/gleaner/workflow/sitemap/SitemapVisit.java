package dev.gleaner.workflow.sitemap;

import dev.gleaner.fetch.Validators;
import java.util.Optional;

/**
 * What one visit to a sitemap brought.
 *
 * @param version how the server will recognise what it sent
 * @param read what was read; empty if the sitemap is what it was
 */
record SitemapVisit(Validators version, Optional<Import> read) {

    static SitemapVisit unchanged(Validators version) {
        return new SitemapVisit(version, Optional.empty());
    }
}
