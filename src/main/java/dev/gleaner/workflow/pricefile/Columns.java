package dev.gleaner.workflow.pricefile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Which column of a table holds what, by its header, in any order. A table is one of prices if it has a date and the four
 * prices of a day.
 *
 * @param date the position of the date
 * @param adjClose −1 if there is none, as for those that follow
 * @param width how many columns the header has
 * @param ignored the names of those that mean nothing here
 */
record Columns(
        int date,
        int open,
        int high,
        int low,
        int close,
        int adjClose,
        int volume,
        int dividend,
        int split,
        int width,
        List<String> ignored) {
    private static final Pattern ORNAMENT = Pattern.compile("[*<>\"\\[\\]_\u00a0\ufeff]");
    private static final Pattern NUMBERING = Pattern.compile("^\\d+\\.\\s*");

    /** The columns that a header names; empty if it is not that of a price table. */
    static Optional<Columns> of(List<String> header) {
        List<String> names = header.stream().map(Columns::plain).toList();
        int date = position(names, List.of("date", "timestamp", "datetime", "time", "day", "trade date"));
        int open = position(names, List.of("open", "opening price", "open price"));
        int high = position(names, List.of("high", "highest price", "high price"));
        int low = position(names, List.of("low", "lowest price", "low price"));
        int adjClose = position(names, List.of("adj close", "adjusted close", "adj. close", "adjclose"));
        int close = position(names, List.of("close", "close/last", "closing price", "close price", "last", "price"));
        if (date < 0 || open < 0 || high < 0 || low < 0 || close < 0) {
            return Optional.empty();
        }
        int volume = position(names, List.of("volume", "vol.", "vol"));
        int dividend = position(names, List.of("dividend amount", "dividends", "dividend"));
        int split = position(names, List.of("split coefficient", "stock splits", "split factor", "split"));
        List<Integer> used = List.of(date, open, high, low, close, adjClose, volume, dividend, split);
        return Optional.of(new Columns(
                date,
                open,
                high,
                low,
                close,
                adjClose,
                volume,
                dividend,
                split,
                names.size(),
                others(header, names, used)));
    }

    private static List<String> others(List<String> header, List<String> names, List<Integer> used) {
        List<String> others = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            if (!used.contains(i) && !names.get(i).isEmpty()) {
                others.add(header.get(i).strip());
            }
        }
        return others;
    }

    /** An exact name goes before one that is followed by an explanation, as in “Close Close price adjusted for splits”. */
    private static int position(List<String> names, List<String> wanted) {
        return wanted.stream()
                .map(name -> first(names, name::equals))
                .filter(found -> found >= 0)
                .findFirst()
                .orElseGet(() -> wanted.stream()
                        .map(name -> first(names, it -> it.startsWith(name + " ")))
                        .filter(found -> found >= 0)
                        .findFirst()
                        .orElse(-1));
    }

    private static int first(List<String> names, Predicate<String> fits) {
        for (int i = 0; i < names.size(); i++) {
            if (fits.test(names.get(i))) {
                return i;
            }
        }
        return -1;
    }

    private static String plain(String name) {
        String words = ORNAMENT.matcher(name).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
        return NUMBERING.matcher(words).replaceFirst("").replaceAll("\\s+", " ");
    }

    /** A cell of a row; empty if the row is too short for it. */
    static String cell(List<String> row, int position) {
        return position >= 0 && position < row.size() ? row.get(position) : "";
    }
}
