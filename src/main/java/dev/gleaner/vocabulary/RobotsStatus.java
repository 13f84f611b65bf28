package dev.gleaner.vocabulary;

/** What came of reading a host's robots.txt (RFC 9309 §2.3.1). */
public enum RobotsStatus {
    /** Read and followed. */
    FOUND,
    /** 4xx: there is none, everything is allowed. */
    ABSENT,
    /** 429: asked to come back later. */
    LATER,
    /** 5xx or unreachable: everything is disallowed for a while. */
    UNREACHABLE
}
