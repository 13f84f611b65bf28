package dev.gleaner.vocabulary;

/** What a start does about the schema. */
public enum MigrationMode {
    /** Brings it to the version of the code. */
    RUN,
    /** Does that and ends: for a job that runs before the replicas, with a role of its own. */
    ONLY,
    /** Leaves it alone and waits for somebody else to do it. */
    WAIT
}
