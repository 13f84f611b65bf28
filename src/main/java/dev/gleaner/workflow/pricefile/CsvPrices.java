package dev.gleaner.workflow.pricefile;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.gleaner.vocabulary.ErrorCode;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Reads CSV line by line. */
final class CsvPrices {
    private final PriceReader.Harvests harvests;
    private final CsvDialect dialect;

    CsvPrices(PriceReader.Harvests harvests, CsvDialect dialect) {
        this.harvests = harvests;
        this.dialect = dialect;
    }

    Reading read(Reader text) {
        CsvReader<CsvRecord> records = CsvReader.builder()
                .fieldSeparator(dialect.delimiter())
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(text);
        try {
            return read(records.iterator());
        } catch (CsvParseException broken) {
            return Reading.Unusable.of(ErrorCode.PARSE_FAILED, "This is no CSV: " + broken.getMessage());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private Reading read(Iterator<CsvRecord> records) throws IOException {
        PriceHarvest harvest = null;
        while (records.hasNext()) {
            CsvRecord line = records.next();
            List<String> row = line.getFields();
            if (harvest == null) {
                Optional<Columns> columns = Columns.of(row);
                harvest = columns.isPresent() ? harvests.begin(columns.get(), dialect.decimalComma()) : null;
            } else if (row.stream().anyMatch(field -> !field.isBlank())) {
                harvest.add(line.getStartingLineNumber(), row);
            }
        }
        return harvest == null
                ? Reading.Unusable.of(ErrorCode.UNKNOWN_COLUMNS, "The header cannot be read")
                : harvest.end();
    }
}
