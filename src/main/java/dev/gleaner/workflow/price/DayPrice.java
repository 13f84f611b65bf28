package dev.gleaner.workflow.price;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The prices of one day, with the digits of their source.
 *
 * @param adjClose the close as seen from today, splits and dividends taken into account
 * @param volume how many were traded
 */
@RegisterForReflection
public record DayPrice(
        LocalDate date,
        BigDecimal open,
        BigDecimal high,
        BigDecimal low,
        BigDecimal close,
        @Nullable BigDecimal adjClose,
        @Nullable Long volume) {}
