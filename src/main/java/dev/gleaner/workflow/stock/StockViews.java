package dev.gleaner.workflow.stock;

import dev.gleaner.pipeline.PipelineSettings;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Makes the views of stocks, with how many files there are of each. Runs inside the caller's transaction. */
@ApplicationScoped
class StockViews {
    private final Stocks stocks;
    private final int maxAttempts;

    StockViews(Stocks stocks, PipelineSettings settings) {
        this.stocks = stocks;
        this.maxAttempts = settings.of("stock").maxAttempts();
    }

    Uni<List<StockView>> of(List<Stock> items) {
        if (items.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return stocks.filesOf(items)
                .map(files -> items.stream()
                        .map(stock -> StockView.of(stock, files.getOrDefault(stock.id(), 0L), maxAttempts))
                        .toList());
    }
}
