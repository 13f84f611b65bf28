package dev.gleaner.workflow.stock;

import dev.gleaner.workflow.pricefile.Arrival;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What came of asking a provider.
 *
 * @param through the last trading day that was asked for
 * @param archived the file that was written; null if there was nothing new
 */
record Retrieval(LocalDate through, @Nullable Arrival archived) {}
