package dev.gleaner.vocabulary;

/** How a contact stood on its page. */
public enum ContactEvidence {
    /** A {@code mailto:} link. */
    MAILTO,
    /** A {@code tel:} link. */
    TEL,
    /** JSON-LD. */
    JSON_LD,
    /** Microdata. */
    MICRODATA,
    /** Visible text, or a link to a profile. */
    TEXT,
    /** Text that was disguised: Cloudflare's obfuscation, “name [at] host”. */
    DECODED
}
