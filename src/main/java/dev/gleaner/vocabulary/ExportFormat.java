package dev.gleaner.vocabulary;

import java.util.Locale;

/** How an export is written. */
public enum ExportFormat {
    /** A table with a header, one row per item (RFC 4180). */
    CSV("text/csv; charset=utf-8"),
    /** One JSON object per line, each as the list shows it. */
    NDJSON("application/x-ndjson");

    private final String mediaType;

    ExportFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    /** What the answer's {@code Content-Type} says. */
    public String mediaType() {
        return mediaType;
    }

    /** The word that clients use, and the ending of the file. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
