package dev.gleaner.vocabulary;

/** What stands between the service and PostgreSQL. */
public enum PoolerProfile {
    /** A pooler in transaction mode (PgBouncer, Supavisor), or one whose mode is not known. */
    TRANSACTION,
    /** Nothing, or a pooler in session mode: statement caching is safe and about three times faster. */
    NONE
}
