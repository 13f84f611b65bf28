package dev.gleaner.vocabulary;

import java.util.Locale;

/** Where a price file lies. The lower-case name is the folder's, and the word of the API and the database. */
public enum FileFolder {
    /** Waits to be loaded; also the drop box. */
    RAW_RESPONSES,
    /** Is loaded. */
    PARSED_RESPONSES,
    /** Could not be loaded; a file beside it says why. */
    DEADLETTER_RESPONSES;

    /** The name of the folder. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The constant of a {@link #word()}.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static FileFolder ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
