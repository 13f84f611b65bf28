package dev.gleaner.database;

import com.fasterxml.jackson.databind.ObjectMapper;

/** Rows for tests that start no container. */
public final class RowsForTests {
    private RowsForTests() {}

    /** Rows as this mapper writes them. */
    public static JsonRows with(ObjectMapper json) {
        return new JsonRows(json);
    }
}
