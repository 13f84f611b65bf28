package dev.gleaner.vocabulary;

import java.util.Locale;

/** What became of one line that a person submitted. */
public enum EntryOutcome {
    /** It was new. */
    CREATED,
    /** It was known already. */
    EXISTING,
    /** It could not be understood; the reason says why. */
    INVALID;

    /** The word that clients see. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
