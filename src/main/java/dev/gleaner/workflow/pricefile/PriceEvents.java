package dev.gleaner.workflow.pricefile;

import dev.gleaner.workflow.price.PriceEvent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recognises dividends and splits: as rows of words ({@code 0.26 Dividend}, {@code 3:1 Stock Split}) and as columns. */
final class PriceEvents {
    private static final Pattern DIVIDEND = Pattern.compile("\\$?([\\d.,]+)\\s*dividends?", Pattern.CASE_INSENSITIVE);
    private static final Pattern SPLIT = Pattern.compile(
            "(\\d+(?:\\.\\d+)?)\\s*(?::|/|-?for-?)\\s*(\\d+(?:\\.\\d+)?)(?:\\s*(?:stock\\s*)?splits?)?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern WORDS =
            Pattern.compile(".*\\b(?:dividends?|splits?|capital gains?)\\b.*", Pattern.CASE_INSENSITIVE);

    private PriceEvents() {}

    /** Whether the text of a row speaks of an event instead of prices. */
    static boolean isOne(String text) {
        return text.length() < 200 && WORDS.matcher(text).matches();
    }

    /** The event that a text speaks of; empty if it is of another kind. */
    static Optional<PriceEvent> read(LocalDate date, String text, PriceNumbers numbers) {
        Matcher dividend = DIVIDEND.matcher(text);
        if (dividend.find()) {
            return numbers.read(dividend.group(1))
                    .filter(amount -> amount.signum() > 0)
                    .map(amount -> PriceEvent.dividend(date, amount));
        }
        Matcher split = SPLIT.matcher(text);
        return split.find() ? ratio(split).map(ratio -> PriceEvent.split(date, ratio)) : Optional.empty();
    }

    /** A column of dividends has nothing to say on most days. */
    static Optional<PriceEvent> dividend(LocalDate date, String cell, PriceNumbers numbers) {
        return numbers.read(cell)
                .filter(amount -> amount.signum() > 0)
                .map(amount -> PriceEvent.dividend(date, amount));
    }

    /** The same with splits, where it is 0, 1 or empty. */
    static Optional<PriceEvent> split(LocalDate date, String cell, PriceNumbers numbers) {
        Matcher written = SPLIT.matcher(cell.strip());
        Optional<String> ratio =
                written.matches() ? ratio(written) : numbers.read(cell).flatMap(PriceEvents::ratio);
        return ratio.map(it -> PriceEvent.split(date, it));
    }

    private static Optional<String> ratio(Matcher split) {
        BigDecimal to = new BigDecimal(split.group(1)).stripTrailingZeros();
        BigDecimal from = new BigDecimal(split.group(2)).stripTrailingZeros();
        return to.signum() > 0 && from.signum() > 0
                ? Optional.of(to.toPlainString() + ":" + from.toPlainString())
                : Optional.empty();
    }

    private static Optional<String> ratio(BigDecimal coefficient) {
        if (coefficient.signum() <= 0 || coefficient.compareTo(BigDecimal.ONE) == 0) {
            return Optional.empty();
        }
        BigInteger to = coefficient.unscaledValue();
        BigInteger from = BigInteger.TEN.pow(Math.max(0, coefficient.scale()));
        BigInteger common = to.gcd(from);
        return Optional.of(to.divide(common) + ":" + from.divide(common));
    }
}
