package dev.gleaner.database;

import java.util.Objects;

/** Whose rows a transaction may see and write: one tenant's, or all. */
record Reach(String word) {
    private static final String EVERYBODY = "*";

    /** The engine's, and that of who looks for somebody whose tenant is not known yet. */
    static final Reach ALL = new Reach(EVERYBODY);

    /**
     * One tenant's.
     *
     * @throws IllegalArgumentException if it is named like all of them
     */
    static Reach of(String tenant) {
        if (EVERYBODY.equals(Objects.requireNonNull(tenant))) {
            throw new IllegalArgumentException("No tenant is called " + EVERYBODY);
        }
        return new Reach(tenant);
    }

    /** Tells PostgreSQL, for this transaction. */
    String statement() {
        return "set local gleaner.tenant = '" + word.replace("'", "''") + "'";
    }
}
