package dev.gleaner.workflow.stock;

import java.time.LocalDate;

/**
 * Which days of a symbol are missing.
 *
 * @param from the first
 * @param to the last
 * @param isWhole whether this is all of the history
 * @param isFirst whether nothing is known yet
 */
record Window(LocalDate from, LocalDate to, boolean isWhole, boolean isFirst) {

    static Window of(Stock stock, LocalDate since, LocalDate lastTradingDay) {
        boolean first = stock.lastPriceDate == null;
        return first || stock.wholeAgain
                ? new Window(since, lastTradingDay, true, first)
                : new Window(stock.lastPriceDate.plusDays(1), lastTradingDay, false, false);
    }

    boolean isEmpty() {
        return from.isAfter(to);
    }
}
