package dev.gleaner.workflow.domain;

import dev.gleaner.address.WebUrl;
import java.util.List;

/**
 * What a home page tells.
 *
 * @param metadata about the site
 * @param sitemapLinks sitemaps that it announces with {@code rel=sitemap}
 * @param feeds RSS and Atom feeds that it announces
 * @param links pages of the same site that it links to, each once, in the order of the page
 */
public record HomePage(SiteMetadata metadata, List<WebUrl> sitemapLinks, List<WebUrl> feeds, List<PageLink> links) {}
