package dev.gleaner.vocabulary;

/** What an account may do. */
public enum Role {
    /** Curates and reads within the tenant. */
    USER,
    /** Everything a user may, and running the service. */
    ADMIN
}
