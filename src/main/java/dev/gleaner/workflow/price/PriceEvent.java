package dev.gleaner.workflow.price;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.gleaner.vocabulary.PriceEventKind;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A dividend or a split.
 *
 * @param date the first day on which the price reflects it
 * @param amount of a dividend, for one share
 * @param ratio of a split, new shares to old ones: {@code 3:1}
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PriceEvent(
        LocalDate date,
        PriceEventKind kind,
        @Nullable BigDecimal amount,
        @Nullable String ratio) {

    /** Money was paid. */
    public static PriceEvent dividend(LocalDate date, BigDecimal amount) {
        return new PriceEvent(date, PriceEventKind.DIVIDEND, amount, null);
    }

    /** Shares were divided. */
    public static PriceEvent split(LocalDate date, String ratio) {
        return new PriceEvent(date, PriceEventKind.SPLIT, null, ratio);
    }
}
