package dev.gleaner.vocabulary;

/** How far the machine has come with an item. Only the pipeline and the curation adapter move it. */
public enum ProcessingStatus {
    /** Not asked for. */
    IDLE,
    /** Waiting for its turn; claimable once its next attempt is due. */
    QUEUED,
    /** Claimed by one replica until its lease expires. */
    PROCESSING,
    /** Done: the output was written in the transaction that set this status. */
    COMPLETE,
    /** The fetch worked and there was nothing to write. */
    EMPTY,
    /** A rule (robots, an exclusion) keeps the item out; the error says which. */
    FILTERED,
    /** Given up: a permanent failure, or no attempts left. The error says why. */
    ERROR;

    /** Whether the machine has nothing more to do here until a person decides again. */
    public boolean isFinal() {
        return this == COMPLETE || this == EMPTY || this == FILTERED || this == ERROR;
    }
}
