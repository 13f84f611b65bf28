package dev.gleaner.workflow.pricefile;

import dev.gleaner.vocabulary.ErrorCode;

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
     */
    record Unusable(ErrorCode code, String message, boolean isBusy) implements Reading {

        static Unusable of(ErrorCode code, String message) {
            return new Unusable(code, message, false);
        }
    }
}
