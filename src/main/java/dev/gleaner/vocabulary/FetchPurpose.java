package dev.gleaner.vocabulary;

/** What a fetch is for. Limits and accepted content types depend on it. */
public enum FetchPurpose {
    /** A page for people: HTML. */
    PAGE,
    /** A sitemap: XML, text or a feed, perhaps compressed. Large. */
    SITEMAP,
    /** The first bytes of what may be a sitemap, enough to tell. */
    PROBE,
    /** A price history: HTML, CSV, or whatever a provider says instead. Judged by what is in it. */
    PRICES,
    /** robots.txt. */
    ROBOTS,
    /** The published keys of an issuer of tokens. Its address is the operator's word, so it may lie inside the network. */
    KEYS
}
