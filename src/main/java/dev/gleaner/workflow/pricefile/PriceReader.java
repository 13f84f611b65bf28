package dev.gleaner.workflow.pricefile;

import dev.gleaner.database.JsonRows;
import dev.gleaner.vocabulary.ErrorCode;
import dev.gleaner.workflow.price.Symbol;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.regex.Pattern;

/**
 * Reads the answer of a price provider as what it is, whatever it was announced as: an HTML page with a history table, CSV
 * with some header, or a refusal in the clothes of a success. Computes, row by row; knows no connection.
 */
@ApplicationScoped
public class PriceReader {
    private static final int SAMPLE = 64 * 1024;
    /** A habit of Stooq's: {@code <TICKER>,<DATE>,<OPEN>}. */
    private static final Pattern TAGGED_HEADER = Pattern.compile("\\s*<[A-Za-z]+>[,;\\t]");

    private static final Pattern BUSY = Pattern.compile(
            "daily hits limit|too many requests|rate limit|call frequency|requests? per (?:minute|day)|premium plan",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern NOTHING =
            Pattern.compile("(?:no data|n/d|no results|not found)\\.?", Pattern.CASE_INSENSITIVE);
    private static final Pattern KEY = Pattern.compile("api[ _-]?key", Pattern.CASE_INSENSITIVE);
    private static final Pattern JSON_ERROR = Pattern.compile("\"error", Pattern.CASE_INSENSITIVE);

    private final JsonRows json;
    private final Clock clock;

    PriceReader(JsonRows json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    /** The prices of a symbol, or why there are none. Blocking. */
    public Reading read(Symbol symbol, Opening source) throws IOException {
        try (BufferedReader text = TextOpening.open(source)) {
            String start = sample(text);
            if (start.isBlank()) {
                return Reading.Unusable.of(ErrorCode.NO_PRICES, "There is nothing in it");
            } else if (start.stripLeading().startsWith("<")
                    && !TAGGED_HEADER.matcher(start).lookingAt()) {
                return new HtmlPrices(harvests(symbol, source)).read(text);
            } else if (start.stripLeading().startsWith("{")) {
                return refusal(start);
            }
            return CsvDialect.of(start)
                    .map(dialect -> new CsvPrices(harvests(symbol, source), dialect).read(text))
                    .orElseGet(() -> words(start));
        }
    }

    /** What a harvest begins with, once the columns are known. */
    @FunctionalInterface
    interface Harvests {
        PriceHarvest begin(Columns columns, boolean decimalComma);
    }

    private Harvests harvests(Symbol symbol, Opening source) {
        // it is tomorrow somewhere
        LocalDate today = LocalDate.now(clock.withZone(ZoneOffset.MAX));
        PriceDates dates = new PriceDates(source, today);
        return (columns, decimalComma) ->
                new PriceHarvest(json, dates, today, columns, new PriceNumbers(decimalComma), new DayCheck(symbol));
    }

    private static String sample(BufferedReader text) throws IOException {
        text.mark(SAMPLE);
        char[] start = new char[SAMPLE];
        int length = 0;
        for (int read = text.read(start); read > 0; read = text.read(start, length, SAMPLE - length)) {
            length += read;
        }
        text.reset();
        return new String(start, 0, length);
    }

    /** Alpha Vantage says in JSON what it does not want to say in CSV. */
    private static Reading refusal(String said) {
        if (KEY.matcher(said).find() && JSON_ERROR.matcher(said).find()) {
            return Reading.Unusable.of(ErrorCode.UNSUPPORTED_CONTENT, "The provider wants another key");
        } else if (JSON_ERROR.matcher(said).find()) {
            return Reading.Unusable.of(ErrorCode.UNKNOWN_SYMBOL, "The provider answers with an error");
        } else if (BUSY.matcher(said).find() || said.contains("\"Note\"") || said.contains("\"Information\"")) {
            return busy();
        }
        return Reading.Unusable.of(ErrorCode.UNSUPPORTED_CONTENT, "This is JSON, not prices");
    }

    private static Reading words(String said) {
        if (BUSY.matcher(said).find()) {
            return busy();
        } else if (NOTHING.matcher(said.strip()).matches()) {
            return Reading.Unusable.of(ErrorCode.NO_PRICES, "The provider has no data");
        }
        return Reading.Unusable.of(
                ErrorCode.UNKNOWN_COLUMNS, "No line of it names a date, an open, a high, a low and a close");
    }

    static Reading busy() {
        return new Reading.Unusable(ErrorCode.QUOTA_EXHAUSTED, "The provider's limit is used up for now", true, null);
    }

    static boolean isBusy(String said) {
        return BUSY.matcher(said).find();
    }
}
