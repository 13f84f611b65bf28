package dev.gleaner.workflow.stock;

import dev.gleaner.item.WorkItem;
import jakarta.persistence.Entity;
import java.time.Instant;
import java.time.LocalDate;

/** A symbol. Entered set-based by {@link Tracking} or by the first file that names it. */
@Entity
public class Stock extends WorkItem {
    String symbol;
    boolean active;

    /** When it was tracked first; a symbol that only files have named never was. */
    Instant trackedAt;

    /** The last trading day that a provider was asked for. */
    LocalDate retrievedFor;

    /** What was archived last. */
    String archivedSha256;

    /** Whether the provider has changed its whole history. */
    boolean wholeAgain;

    long priceCount;
    LocalDate lastPriceDate;

    /** For Hibernate. */
    protected Stock() {}

    String symbol() {
        return symbol;
    }

    LocalDate lastPriceDate() {
        return lastPriceDate;
    }
}
