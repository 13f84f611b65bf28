package dev.gleaner.workflow.pricefile;

import dev.gleaner.workflow.price.Symbol;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a price file: {@code SYMBOL_YYYY-MM-DD.html} or {@code .csv}. Has no room for a path.
 *
 * @param symbol what the file is about
 * @param date when it was made
 * @param extension {@code html} or {@code csv}; what is inside decides how it is read
 */
public record FileName(Symbol symbol, LocalDate date, String extension) {
    private static final Pattern SHAPE = Pattern.compile("([^_/\\\\]{1,15})_(\\d{4}-\\d{2}-\\d{2})\\.(html|csv)");

    /** The name that a text is; empty if it is none. The symbol may be written in lower case. */
    public static Optional<FileName> parse(String text) {
        Matcher matcher = SHAPE.matcher(text);
        return matcher.matches()
                ? Symbol.parse(matcher.group(1))
                        .flatMap(symbol ->
                                date(matcher.group(2)).map(day -> new FileName(symbol, day, matcher.group(3))))
                : Optional.empty();
    }

    private static Optional<LocalDate> date(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return symbol + "_" + date + "." + extension;
    }
}
