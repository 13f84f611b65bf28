package dev.gleaner.workflow.pricefile;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was read of a file.
 *
 * @param rows how many prices there are
 * @param prices those, as JSON, some thousand to a piece: it takes a tenth of the room that objects would
 * @param eventCount how many dividends and splits
 * @param events those, as JSON
 * @param latest the last day; null if there is none
 * @param rejected the first rows that were not fit to be loaded
 * @param rejectedCount how many there were
 * @param notes what else a person should know
 */
public record PriceTable(
        int rows,
        List<String> prices,
        int eventCount,
        String events,
        @Nullable LocalDate latest,
        List<Rejection> rejected,
        int rejectedCount,
        List<String> notes) {

    /** Whether there is nothing to be loaded. */
    boolean isEmpty() {
        return rows == 0 && eventCount == 0;
    }
}
