package dev.gleaner.vocabulary;

/** A way to reach somebody. */
public enum ContactKind {
    /** An e-mail address, lower-case. */
    EMAIL,
    /** A telephone number in E.164. */
    PHONE,
    /** A profile on a social network, as an https address. */
    SOCIAL
}
