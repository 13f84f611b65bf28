package dev.gleaner.vocabulary;

/** What a person wants for an item. Only people move it. */
public enum CurationStatus {
    /** Nobody has decided yet. */
    NEW,
    /** Wanted: entering this status queues the item. */
    SELECTED,
    /** Set aside for a second look. */
    MAYBE,
    /** Looked at and not wanted. */
    NOT_A_FIT,
    /** Out of sight, kept for the record. */
    ARCHIVED
}
