package dev.gleaner.workflow.price;

import java.math.BigDecimal;
import java.util.List;

/** Writes prices as CSV. Nothing in them needs quotes. */
final class PriceCsv {
    static final String MEDIA_TYPE = "text/csv;charset=UTF-8";

    private PriceCsv() {}

    static String of(List<DayPrice> prices) {
        StringBuilder csv = new StringBuilder("date,open,high,low,close,adjClose,volume\n");
        prices.forEach(price -> csv.append(price.date())
                .append(',')
                .append(text(price.open()))
                .append(',')
                .append(text(price.high()))
                .append(',')
                .append(text(price.low()))
                .append(',')
                .append(text(price.close()))
                .append(',')
                .append(text(price.adjClose()))
                .append(',')
                .append(price.volume() == null ? "" : price.volume())
                .append('\n'));
        return csv.toString();
    }

    private static String text(BigDecimal number) {
        return number == null ? "" : number.toPlainString();
    }
}
