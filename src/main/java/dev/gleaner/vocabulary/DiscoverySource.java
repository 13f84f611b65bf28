package dev.gleaner.vocabulary;

/** How a sitemap was found. */
public enum DiscoverySource {
    /** A {@code Sitemap:} line of robots.txt. */
    ROBOTS,
    /** One of the usual paths. */
    COMMON_PATH,
    /** A link of the home page. */
    HOME_PAGE,
    /** An entry of a sitemap index. */
    INDEX,
    /** Given by a person. */
    MANUAL
}
