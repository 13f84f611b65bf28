package dev.gleaner.vocabulary;

/** What happened to a share besides trading. */
public enum PriceEventKind {
    /** Money was paid for each share. */
    DIVIDEND,
    /** Shares were divided, or put together. */
    SPLIT
}
