package dev.gleaner.workflow.sitemap;

import dev.gleaner.vocabulary.SitemapKind;
import dev.gleaner.workflow.page.FoundPage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one visit to a sitemap brought.
 *
 * @param kind what it is
 * @param urlCount how many addresses it names
 * @param bytes how large it is, unpacked
 * @param lastModified what the server says
 * @param problem what is wrong with it, null if nothing
 * @param extensions what it says beside its addresses
 * @param children the sitemaps it names
 * @param pages the site's pages that it names
 */
record Import(
        SitemapKind kind,
        int urlCount,
        long bytes,
        @Nullable Instant lastModified,
        @Nullable String problem,
        Extensions extensions,
        List<FoundSitemap> children,
        List<FoundPage> pages) {

    /** Whether it lists all that it has. A feed never does: what is no longer news falls off its end. */
    boolean isWhole() {
        return problem == null && kind != SitemapKind.FEED;
    }

    /** How many of the addresses are of use. */
    int importedCount() {
        return children.size() + pages.size();
    }
}
