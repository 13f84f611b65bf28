package dev.gleaner.vocabulary;

/** How often a page is said to change ({@code changefreq} of sitemaps.org). */
public enum ChangeFrequency {
    /** At each access. */
    ALWAYS,
    /** Each hour. */
    HOURLY,
    /** Each day. */
    DAILY,
    /** Each week. */
    WEEKLY,
    /** Each month. */
    MONTHLY,
    /** Each year. */
    YEARLY,
    /** An archive. */
    NEVER
}
