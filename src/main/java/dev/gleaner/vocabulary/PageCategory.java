package dev.gleaner.vocabulary;

/** What a page is about, as far as its address tells. */
public enum PageCategory {
    /** How to reach the people behind the site; includes the legal notice where that carries the addresses. */
    CONTACT,
    /** Who they are. */
    ABOUT,
    /** The people. */
    TEAM,
    /** Vacancies. */
    CAREERS,
    /** What they do. */
    SERVICES,
    /** What it costs. */
    PRICING,
    /** Food and drink. */
    MENU,
    /** Terms, privacy, cookies. */
    LEGAL,
    /** News and articles. */
    BLOG,
    /** Things for sale. */
    PRODUCT,
    /** Pictures, films, downloads. */
    MEDIA,
    /** None of the above. */
    OTHER
}
