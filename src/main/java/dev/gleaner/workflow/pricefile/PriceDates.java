package dev.gleaner.workflow.pricefile;

import java.io.IOException;
import java.io.Reader;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads dates in the forms that price tables use. Of {@code 03/05/2024} nobody can say which is the month; then the rest
 * of the file decides, in which some day is above 12. Where none is, the month comes first, as on the exchanges that
 * write with slashes; dates with dots have the day first.
 */
final class PriceDates {
    private static final Pattern ISO = Pattern.compile("(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})(?:[T ].*)?");
    private static final Pattern BASIC = Pattern.compile("(\\d{4})(\\d{2})(\\d{2})");
    private static final Pattern MONTH_FIRST =
            Pattern.compile("(?:[A-Za-z]{3,9},?\\s+)?([A-Za-z]{3,9})\\.?\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(\\d{4})");
    private static final Pattern DAY_FIRST =
            Pattern.compile("(\\d{1,2})[-\\s.]+([A-Za-z]{3,9})\\.?[-\\s,]+(\\d{4}|\\d{2})");
    private static final Pattern DOTS = Pattern.compile("(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4})");
    private static final Pattern SLASHES = Pattern.compile("(\\d{1,2})[/-](\\d{1,2})[/-](\\d{4}|\\d{2})(?:[T ].*)?");
    private static final Pattern ANY_SLASHES =
            Pattern.compile("(?<!\\d)(\\d{1,2})[/-](\\d{1,2})[/-](?:\\d{4}|\\d{2})(?!\\d)");
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final int MOST_MONTHS = 12;
    private static final int PIECE = 16 * 1024;
    private static final int LONGEST_DATE = 10;

    private final Opening source;
    private final int thisYear;
    private boolean looked;
    private boolean dayFirst;

    PriceDates(Opening source, LocalDate today) {
        this.source = source;
        this.thisYear = today.getYear();
    }

    /** The day that a cell names; empty if it names none. */
    Optional<LocalDate> read(String cell) throws IOException {
        String text = cell.replace('\u00a0', ' ').strip();
        if (text.isEmpty() || text.length() > 40) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(day(text));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    private LocalDate day(String text) throws IOException {
        Matcher iso = ISO.matcher(text);
        if (iso.matches()) {
            return date(iso.group(1), number(iso.group(2)), iso.group(3));
        }
        Matcher words = MONTH_FIRST.matcher(text);
        if (words.matches()) {
            return date(words.group(3), month(words.group(1)), words.group(2));
        }
        Matcher turned = DAY_FIRST.matcher(text);
        if (turned.matches()) {
            return date(turned.group(3), month(turned.group(2)), turned.group(1));
        }
        return dayOfDigits(text);
    }

    private LocalDate dayOfDigits(String text) throws IOException {
        Matcher basic = BASIC.matcher(text);
        if (basic.matches()) {
            return date(basic.group(1), number(basic.group(2)), basic.group(3));
        }
        Matcher dots = DOTS.matcher(text);
        if (dots.matches()) {
            return date(dots.group(3), number(dots.group(2)), dots.group(1));
        }
        Matcher slashes = SLASHES.matcher(text);
        if (!slashes.matches()) {
            return null;
        }
        return isDayFirst()
                ? date(slashes.group(3), number(slashes.group(2)), slashes.group(1))
                : date(slashes.group(3), number(slashes.group(1)), slashes.group(2));
    }

    private LocalDate date(String year, int month, String day) {
        return LocalDate.of(year.length() == 2 ? century(number(year)) : number(year), month, number(day));
    }

    private int century(int year) {
        int recent = thisYear - thisYear % 100 + year;
        return recent > thisYear + 1 ? recent - 100 : recent;
    }

    private static int month(String word) {
        return MONTHS.indexOf(word.substring(0, 3).toLowerCase(Locale.ROOT)) + 1;
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }

    /** Looked up once, in a second pass over the file, and only where there are such dates at all. */
    private boolean isDayFirst() throws IOException {
        if (!looked) {
            looked = true;
            try (Reader text = TextOpening.open(source)) {
                dayFirst = isDayFirst(text);
            }
        }
        return dayFirst;
    }

    private static boolean isDayFirst(Reader text) throws IOException {
        char[] piece = new char[PIECE];
        String carried = "";
        for (int read = text.read(piece); read >= 0; read = text.read(piece)) {
            String window = carried + new String(piece, 0, read);
            Matcher dates = ANY_SLASHES.matcher(window);
            while (dates.find()) {
                if (number(dates.group(2)) > MOST_MONTHS) {
                    return false;
                } else if (number(dates.group(1)) > MOST_MONTHS) {
                    return true;
                }
            }
            carried = window.substring(Math.max(0, window.length() - LONGEST_DATE));
        }
        return false;
    }
}
