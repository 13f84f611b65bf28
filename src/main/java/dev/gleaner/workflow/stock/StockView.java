package dev.gleaner.workflow.stock;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.gleaner.curation.ItemView;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.LocalDate;
import java.util.UUID;

/** A stock as clients see it. */
@RegisterForReflection
record StockView(
        UUID id,
        String symbol,
        boolean active,
        LocalDate lastPriceDate,
        long priceCount,
        long archivedFiles,
        LocalDate retrievedFor,
        @JsonUnwrapped ItemView item) {

    static StockView of(Stock stock, long archivedFiles, int maxAttempts) {
        return new StockView(
                stock.id(),
                stock.symbol,
                stock.active,
                stock.lastPriceDate,
                stock.priceCount,
                archivedFiles,
                stock.retrievedFor,
                ItemView.of(stock, maxAttempts));
    }
}
