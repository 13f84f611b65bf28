package dev.gleaner.vocabulary;

/** How far a scan has come. */
public enum ScanStatus {
    /** Nothing has started yet. */
    QUEUED,
    /** Under way. */
    PROCESSING,
    /** Every item that belongs to it has ended, and there is something to show. */
    COMPLETE,
    /** Everything worked and nothing was found. */
    EMPTY,
    /** The domain itself could not be read; the error says why. */
    ERROR;

    /** Whether nothing will change any more. */
    public boolean isFinal() {
        return this == COMPLETE || this == EMPTY || this == ERROR;
    }
}
