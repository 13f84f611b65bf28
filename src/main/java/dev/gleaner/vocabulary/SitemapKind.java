package dev.gleaner.vocabulary;

/** What a sitemap turned out to be, by its content and not by its name. */
public enum SitemapKind {
    /** Names other sitemaps. */
    INDEX,
    /** Names pages, in the XML of sitemaps.org. */
    URLSET,
    /** Names pages, one address a line. */
    TEXT,
    /** RSS or Atom. */
    FEED
}
