package dev.gleaner.workflow.domain;

import dev.gleaner.address.WebUrl;
import dev.gleaner.fetch.Robots;
import dev.gleaner.fetch.Validators;
import dev.gleaner.workflow.page.FoundPage;
import java.util.List;
import java.util.Optional;

/**
 * What one visit to a site brought.
 *
 * @param home where its home page is, redirects followed
 * @param version how the server will recognise the home page; none where the page stands in for a sitemap
 * @param metadata what the site says about itself; empty if the home page is what it was
 * @param robots what it asks of robots
 * @param sitemaps the sitemaps it has
 * @param pages where it has no sitemap: the home page and what that links to
 */
record Survey(
        WebUrl home,
        Validators version,
        Optional<SiteMetadata> metadata,
        Robots robots,
        List<ProbedSitemap> sitemaps,
        List<FoundPage> pages) {}
