package dev.gleaner.http;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.gleaner.vocabulary.ProblemCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads one column of a CSV document. Its header is found by name and tells what separates the columns; a document of
 * one column may do without: then every line is a value. Everything else in a row is ignored, whatever it is.
 */
public final class CsvColumn {
    /** The most rows of one document. */
    public static final int MOST_ROWS = 100_000;

    private static final int LONGEST_HEADER = 64 * 1024;
    private static final int LONGEST_NAME = 60;
    private static final Pattern WORDS = Pattern.compile("[\\p{L}\\p{N} _()-]+");
    private static final Pattern WORD_GAPS = Pattern.compile("[^\\p{L}]+");
    private static final int LONGEST_CELL = 1024 * 1024;
    private static final List<Character> SEPARATORS = List.of(',', ';', '\t', '|');

    /** Separates nothing, so that an address with a comma is one value. */
    private static final char NO_SEPARATOR = '\u001F';

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final List<String> names;

    /** A column that goes by one of these names, the best one first, in whatever case. */
    public CsvColumn(String... names) {
        this.names = List.of(names);
    }

    /** Where the values stand. */
    private record Place(char separator, int column, boolean header) {}

    /**
     * Its values, from the first row to the last. Blocks, so it has no place on an event loop.
     *
     * @throws ProblemException if there is no such column, or too many rows, or the quotes do not match
     */
    public List<String> read(InputStream body, Charset charset) {
        try (BufferedReader text = new BufferedReader(new InputStreamReader(body, charset), LONGEST_HEADER)) {
            skipMark(text);
            return values(text, placeIn(firstLine(text)));
        } catch (CsvParseException broken) {
            throw ProblemException.invalid("body", "is no CSV: a quote is not closed, or a cell is too long");
        } catch (IOException lost) {
            throw new UncheckedIOException(lost);
        }
    }

    private static void skipMark(BufferedReader text) throws IOException {
        text.mark(1);
        if (text.read() != BYTE_ORDER_MARK) {
            text.reset();
        }
    }

    /** The first line that is not blank; those before it say nothing. */
    private static String firstLine(BufferedReader text) throws IOException {
        text.mark(LONGEST_HEADER);
        var line = new StringBuilder();
        for (int read = 0; read < LONGEST_HEADER; read++) {
            int next = text.read();
            boolean ends = next < 0 || next == '\n' || next == '\r';
            if (next < 0 || ends && !line.toString().isBlank()) {
                break;
            }
            if (!ends) {
                line.append((char) next);
            }
        }
        text.reset();
        if (line.toString().isBlank()) {
            throw ProblemException.invalid("body", "has no rows");
        }
        return line.toString();
    }

    private Place placeIn(String first) {
        return Stream.concat(SEPARATORS.stream(), Stream.of(NO_SEPARATOR))
                .map(separator -> named(separator, cells(separator, first)))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> unnamed(first));
    }

    private Optional<Place> named(char separator, List<String> header) {
        List<String> spelled =
                header.stream().map(it -> it.strip().toLowerCase(Locale.ROOT)).toList();
        return names.stream()
                .filter(spelled::contains)
                .findFirst()
                .or(() -> wordy(spelled))
                .map(name -> new Place(header.size() == 1 ? NO_SEPARATOR : separator, spelled.indexOf(name), true));
    }

    /** A name among other words, as in “Website URL” and “company_domain”. */
    private Optional<String> wordy(List<String> spelled) {
        return names.stream()
                .flatMap(name -> spelled.stream()
                        .filter(it ->
                                it.length() <= LONGEST_NAME && WORDS.matcher(it).matches())
                        .filter(it -> List.of(WORD_GAPS.split(it)).contains(name)))
                .findFirst();
    }

    private Place unnamed(String first) {
        if (SEPARATORS.stream().anyMatch(separator -> cells(separator, first).size() > 1)) {
            throw ProblemException.invalid(
                    "body", "its first line names no column " + String.join(", ", names) + ": a header is needed");
        }
        return new Place(NO_SEPARATOR, 0, false);
    }

    private static List<String> cells(char separator, String line) {
        try (CsvReader<CsvRecord> reader = builder(separator).ofCsvRecord(line)) {
            return reader.stream().findFirst().map(CsvRecord::getFields).orElse(List.of());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static List<String> values(BufferedReader text, Place place) throws IOException {
        List<String> values = new ArrayList<>();
        boolean header = place.header();
        try (CsvReader<CsvRecord> rows = builder(place.separator()).ofCsvRecord(text)) {
            for (CsvRecord row : rows) {
                if (header) {
                    header = false;
                } else {
                    values.add(place.column() < row.getFieldCount() ? row.getField(place.column()) : "");
                    requireFew(values);
                }
            }
        }
        return values;
    }

    private static void requireFew(List<String> values) {
        if (values.size() > MOST_ROWS) {
            throw new ProblemException(
                            ProblemCode.PAYLOAD_TOO_LARGE,
                            "More than " + MOST_ROWS + " rows in one document; none of them was entered.")
                    .withHeader("Connection", "close");
        }
    }

    // the library means to become lenient there by itself; until then a stray quote would cost the whole document
    @SuppressWarnings("removal")
    private static CsvReader.CsvReaderBuilder builder(char separator) {
        return CsvReader.builder()
                .fieldSeparator(separator)
                .commentStrategy(CommentStrategy.NONE)
                .skipEmptyLines(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowExtraCharsAfterClosingQuote(true)
                .allowUnclosedQuote(false)
                .maxBufferSize(LONGEST_CELL);
    }
}
