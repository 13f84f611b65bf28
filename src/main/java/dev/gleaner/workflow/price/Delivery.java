package dev.gleaner.workflow.price;

import java.util.List;
import java.util.UUID;

/**
 * What one file brings.
 *
 * @param file the file, for those who ask where a price comes from
 * @param tenant whose it is
 * @param symbol what it is about
 * @param prices rows of {@link DayPrice} as JSON, some thousand to a piece; no day twice
 * @param events rows of {@link PriceEvent} as JSON; none twice on a day
 */
public record Delivery(UUID file, String tenant, Symbol symbol, List<String> prices, String events) {}
