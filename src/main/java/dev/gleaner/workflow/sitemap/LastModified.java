package dev.gleaner.workflow.sitemap;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the dates of sitemaps (W3C date and time format: from the year alone to fractions of a second) and of feeds (RFC
 * 1123, with the zone names of RFC 822). What is not said is its first: month and day 1, midnight, UTC.
 */
final class LastModified {
    private static final Pattern W3C = Pattern.compile("(\\d{4})(?:[-/](\\d{1,2})(?:[-/](\\d{1,2})"
            + "(?:(?:[Tt]|\\s+)(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,](\\d{1,9})\\d*)?)?\\s*(\\S+)?)?)?)?");
    private static final Pattern RFC_1123 =
            Pattern.compile("(?:\\p{Alpha}{3,9}\\.?,?\\s*)?(\\d{1,2})[\\s-](\\p{Alpha}{3})"
                    + "\\p{Alpha}*\\.?[\\s-](\\d{4}|\\d{2})\\s+(\\d{1,2}):(\\d{2})(?::(\\d{2}))?\\s*(\\S+)?");
    private static final Pattern OFFSET = Pattern.compile("([+-])(\\d{2}):?(\\d{2})?");
    private static final List<String> MONTHS =
            List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
    private static final Map<String, String> ZONES = Map.ofEntries(
            Map.entry("Z", "+00"),
            Map.entry("UT", "+00"),
            Map.entry("UTC", "+00"),
            Map.entry("GMT", "+00"),
            Map.entry("EST", "-05"),
            Map.entry("EDT", "-04"),
            Map.entry("CST", "-06"),
            Map.entry("CDT", "-05"),
            Map.entry("MST", "-07"),
            Map.entry("MDT", "-06"),
            Map.entry("PST", "-08"),
            Map.entry("PDT", "-07"));

    /** No page is older than the web; dates like 0001-01-01 and 1970-01-01 are what programs write for “unknown”. */
    private static final Instant FIRST_PAGE = Instant.parse("1991-01-01T00:00:00Z");

    /** No date is longer; digits beyond would be divided between the parts of the pattern in every possible way. */
    private static final int LONGEST = 100;

    private LastModified() {}

    /** The moment, or empty if it is none. */
    static Optional<Instant> parse(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            return moment(text).filter(instant -> !instant.isBefore(FIRST_PAGE));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> moment(String text) {
        Matcher w3c = W3C.matcher(text);
        if (w3c.matches()) {
            return at(
                    LocalDateTime.of(
                            number(w3c.group(1), 0),
                            number(w3c.group(2), 1),
                            number(w3c.group(3), 1),
                            number(w3c.group(4), 0),
                            number(w3c.group(5), 0),
                            number(w3c.group(6), 0),
                            nanoseconds(w3c.group(7))),
                    w3c.group(8));
        }
        Matcher rfc1123 = RFC_1123.matcher(text);
        return rfc1123.matches() ? ofFeed(rfc1123) : Optional.empty();
    }

    private static Optional<Instant> ofFeed(Matcher date) {
        int month = MONTHS.indexOf(date.group(2).toUpperCase(Locale.ROOT)) + 1;
        int year = number(date.group(3), 0);
        int century = date.group(3).length() > 2 ? 0 : year < 70 ? 2000 : 1900;
        return at(
                LocalDateTime.of(
                        century + year,
                        month,
                        number(date.group(1), 1),
                        number(date.group(4), 0),
                        number(date.group(5), 0),
                        number(date.group(6), 0)),
                date.group(7));
    }

    private static Optional<Instant> at(LocalDateTime local, String zone) {
        String word = zone == null ? "Z" : zone.toUpperCase(Locale.ROOT);
        Matcher offset = OFFSET.matcher(ZONES.getOrDefault(word, word));
        if (!offset.matches()) {
            return Optional.empty();
        }
        int sign = offset.group(1).equals("-") ? -1 : 1;
        int minutes = number(offset.group(3), 0);
        return Optional.of(
                local.toInstant(ZoneOffset.ofHoursMinutes(sign * number(offset.group(2), 0), sign * minutes)));
    }

    private static int nanoseconds(String fraction) {
        return fraction == null ? 0 : Integer.parseInt((fraction + "00000000").substring(0, 9));
    }

    private static int number(String digits, int otherwise) {
        return digits == null ? otherwise : Integer.parseInt(digits);
    }
}
