package dev.gleaner.vocabulary;

/** What people and programs did that others may have to answer for; the audit log keeps it with who and when. */
public enum AuditAction {
    /** An account signed in. */
    SIGNED_IN,
    /** Somebody tried to sign in to an account and was refused. */
    SIGN_IN_REFUSED,
    /** An account ended its session, or all of them. */
    SIGNED_OUT,
    /** An account was made. */
    ACCOUNT_CREATED,
    /** An account was given other roles, another password, or was closed or opened again. */
    ACCOUNT_CHANGED,
    /** A key for programs was made. */
    API_KEY_CREATED,
    /** A key for programs was used, for the first time on that day (UTC). */
    API_KEY_USED,
    /** A key for programs was withdrawn. */
    API_KEY_REVOKED,
    /** Items were entered, and perhaps selected at once. */
    SUBMITTED,
    /** A scan of a domain was started. */
    SCAN_STARTED,
    /** Items were selected or set aside. */
    CURATED,
    /** Failed items were put back into the queue. */
    REQUEUED,
    /** The rules that select pages by themselves were replaced. */
    SELECTION_RULES_CHANGED,
    /** A domain's robots.txt is ignored from now on. */
    ROBOTS_IGNORED,
    /** A domain's robots.txt is obeyed again. */
    ROBOTS_OBEYED,
    /** A workflow was paused. */
    PIPELINE_PAUSED,
    /** A workflow was resumed. */
    PIPELINE_RESUMED,
    /** A tenant's quota was changed. */
    QUOTA_CHANGED
}
