package dev.gleaner.vocabulary;

/** What came of one attempt, as the audit trail keeps it. */
public enum AttemptOutcome {
    /** Output was written. */
    COMPLETE,
    /** Worked, and there was nothing to write. */
    EMPTY,
    /** A rule kept the item out. */
    FILTERED,
    /** Postponed at the other side's wish; counts as no attempt. */
    SNOOZED,
    /** Failed, and will be tried again. */
    RETRIED,
    /** Failed for good. */
    FAILED,
    /** The replica went away; another one rescued the item. */
    EXPIRED,
    /** Handed back by a replica that shut down; counts as no attempt. */
    RELEASED
}
