package dev.gleaner.vocabulary;

/** What a fetch is for. Limits and accepted content types depend on it. */
public enum FetchPurpose {
    /** A page for people: HTML. */
    PAGE,
    /** A sitemap: XML, text or a feed, perhaps compressed. Large. */
    SITEMAP,
    /** A price history: HTML, CSV, or whatever a provider says instead. Judged by what is in it. */
    PRICES,
    /** robots.txt. */
    ROBOTS
}
