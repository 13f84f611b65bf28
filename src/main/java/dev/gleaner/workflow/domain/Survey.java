package dev.gleaner.workflow.domain;

import dev.gleaner.address.WebUrl;
import dev.gleaner.fetch.Robots;
import dev.gleaner.workflow.page.FoundPage;
import dev.gleaner.workflow.sitemap.FoundSitemap;
import java.util.List;

/**
 * What one visit to a site brought.
 *
 * @param home where its home page is, redirects followed
 * @param metadata what the site says about itself
 * @param robots what it asks of robots
 * @param sitemaps the sitemaps it has
 * @param pages where it has no sitemap: the home page and what that links to
 */
record Survey(WebUrl home, SiteMetadata metadata, Robots robots, List<FoundSitemap> sitemaps, List<FoundPage> pages) {}
