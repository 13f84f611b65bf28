package dev.gleaner.vocabulary;

/** Where in its three phases an attempt failed. */
public enum Step {
    /** Taking the item from the queue. */
    CLAIM,
    /** Talking to somebody else's server. */
    FETCH,
    /** Understanding the answer. */
    PARSE,
    /** Writing the result. */
    PERSIST
}
