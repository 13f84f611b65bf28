package dev.gleaner.workflow.sitemap;

import dev.gleaner.address.WebUrl;
import dev.gleaner.vocabulary.DiscoverySource;

/**
 * A sitemap that something names.
 *
 * @param url its address
 * @param source what names it
 */
public record FoundSitemap(WebUrl url, DiscoverySource source) {}
