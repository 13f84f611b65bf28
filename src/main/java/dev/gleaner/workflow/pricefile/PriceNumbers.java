package dev.gleaner.workflow.pricefile;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads numbers as tables write them: {@code 1,234.50}, {@code $12.3}, {@code 1.2M}, {@code (3.50)}; the digits stay as
 * they are. With a decimal comma the two marks change places.
 */
final class PriceNumbers {
    private static final Set<String> MISSING = Set.of("", "-", "--", "—", "–", "n/a", "na", "n/d", "null", "none");
    private static final Pattern PLAIN =
            Pattern.compile("[+-]?(?:\\d{1,18}(?:\\.\\d{0,15})?|\\.\\d{1,15})(?:[eE][+-]?\\d{1,2})?");
    private static final Pattern GROUPED = Pattern.compile("[+-]?\\d{1,3}(?:,\\d{3})+(?:\\.\\d*)?");
    private static final Pattern SCALED = Pattern.compile("(.*\\d\\.?)\\s?([KMBT])", Pattern.CASE_INSENSITIVE);
    private static final Map<String, Integer> SCALES = Map.of("K", 3, "M", 6, "B", 9, "T", 12);

    private final boolean decimalComma;

    PriceNumbers(boolean decimalComma) {
        this.decimalComma = decimalComma;
    }

    /** Whether a cell says that there is no number. */
    static boolean isMissing(String cell) {
        return MISSING.contains(cell.strip().toLowerCase(Locale.ROOT));
    }

    /** The number of a cell; empty if it is none. */
    Optional<BigDecimal> read(String cell) {
        String text = cell.replaceAll("[\\s\u00a0\u202f'$€£¥]", "").replace('\u2212', '-');
        if (text.startsWith("(") && text.endsWith(")")) {
            text = "-" + text.substring(1, text.length() - 1);
        }
        Matcher scaled = SCALED.matcher(text);
        if (scaled.matches()) {
            int scale = SCALES.get(scaled.group(2).toUpperCase(Locale.ROOT));
            return plain(scaled.group(1)).map(number -> whole(number.scaleByPowerOfTen(scale)));
        }
        return plain(text);
    }

    private Optional<BigDecimal> plain(String written) {
        String text = decimalComma ? exchanged(written) : written;
        if (GROUPED.matcher(text).matches()) {
            text = text.replace(",", "");
        }
        return PLAIN.matcher(text).matches() ? Optional.of(whole(new BigDecimal(text))) : Optional.empty();
    }

    /** 1E+3 is 1000: a negative scale is no digit of the source. */
    private static BigDecimal whole(BigDecimal number) {
        return number.scale() < 0 ? number.setScale(0) : number;
    }

    private static String exchanged(String text) {
        return text.replace('.', ' ').replace(',', '.').replace(' ', ',');
    }
}
