package dev.gleaner.workflow.pricefile;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a CSV file is written, found by looking at its start.
 *
 * @param delimiter the one with which some line becomes a header that is understood
 * @param decimalComma whether numbers have a comma where others have a point; only where no comma separates the fields
 */
record CsvDialect(char delimiter, boolean decimalComma) {
    private static final char[] DELIMITERS = {',', ';', '\t', '|'};
    private static final int LINES = 30;
    private static final Pattern DECIMAL_COMMA = Pattern.compile("\\s*\"?[+-]?[\\d.]*\\d,\\d+\"?\\s*");

    static Optional<CsvDialect> of(String start) {
        List<String> lines = start.lines().limit(LINES).toList();
        for (char delimiter : DELIMITERS) {
            for (int i = 0; i < lines.size(); i++) {
                if (Columns.of(fields(lines.get(i), delimiter)).isPresent()) {
                    return Optional.of(
                            new CsvDialect(delimiter, hasComma(lines.subList(i + 1, lines.size()), delimiter)));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean hasComma(List<String> lines, char delimiter) {
        return delimiter != ','
                && lines.stream()
                        .flatMap(line -> fields(line, delimiter).stream())
                        .anyMatch(field -> DECIMAL_COMMA.matcher(field).matches()
                                && !field.strip().matches("\"?\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?\"?"));
    }

    /** Good enough for a header, and for numbers. */
    private static List<String> fields(String line, char delimiter) {
        return Arrays.asList(line.split(Pattern.quote(String.valueOf(delimiter)), -1));
    }
}
