package dev.gleaner.workflow.pricefile;

import dev.gleaner.vocabulary.ErrorCode;
import org.jspecify.annotations.Nullable;

/** What came of reading a price file. */
public sealed interface Reading {

    /** There are prices in it. */
    record Prices(PriceTable table) implements Reading {}

    /**
     * There are none.
     *
     * @param code why
     * @param message the sentence for it
     * @param isBusy whether the provider only asks to come back later
     * @param report the rows that there were, none of them fit to be loaded; null if it is no table
     */
    record Unusable(
            ErrorCode code,
            String message,
            boolean isBusy,
            @Nullable PriceTable report) implements Reading {

        static Unusable of(ErrorCode code, String message) {
            return new Unusable(code, message, false, null);
        }
    }
}
