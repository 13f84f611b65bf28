package dev.gleaner.vocabulary;

/** Which of the pages that a scan finds it also reads. */
public enum PageSelection {
    /** None: only list them. */
    NONE,
    /** Those of category {@link PageCategory#CONTACT}. */
    CONTACT,
    /** All of them, up to the scan's limit. */
    ALL
}
