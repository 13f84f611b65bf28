package dev.gleaner.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.gleaner.vocabulary.ExportFormat;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jboss.resteasy.reactive.RestMulti;

/**
 * Writes all pages of a list into one answer. The next page is read only when the client has taken the last one, so a
 * slow client costs neither memory nor a connection to the database: each page is read in a transaction of its own.
 */
@ApplicationScoped
public class Exports {
    private static final int BATCH = 500;

    private final ObjectMapper json;

    Exports(ObjectMapper json) {
        this.json = json;
    }

    /**
     * The answer.
     *
     * @param name of the file, without ending
     * @param view what the list shows; its records make the columns
     * @param list reads one page, in a transaction of its own
     */
    public <V> RestMulti<byte[]> of(
            String name, Class<V> view, ExportRequest request, Function<ListRequest, Uni<Listing<V>>> list) {
        ExportFormat format = request.asked();
        return RestMulti.fromMultiData(chunks(view, request, list))
                .encodeAsJsonArray(false)
                .header("Content-Type", format.mediaType())
                .header("Content-Disposition", "attachment; filename=\"" + name + "." + format.code() + "\"")
                .header("Cache-Control", "no-store")
                .build();
    }

    private <V> Multi<byte[]> chunks(
            Class<V> view, ExportRequest request, Function<ListRequest, Uni<Listing<V>>> list) {
        Columns columns = Columns.of(view);
        return Multi.createBy()
                .repeating()
                .uni(
                        AtomicReference<String>::new,
                        cursor -> list.apply(new ListRequest(BATCH, cursor.get(), request.sort(), false))
                                .map(page -> new Chunk(text(request, columns, cursor.get(), page), page.nextCursor()))
                                .invoke(chunk -> cursor.set(chunk.next())))
                .whilst(chunk -> chunk.next() != null)
                .map(Chunk::text)
                .filter(text -> !text.isEmpty())
                .map(Exports::withoutLastLineFeed);
    }

    /** The framework ends each chunk of an answer without a fixed media type with a line feed, as of line-wise JSON. */
    private static byte[] withoutLastLineFeed(String text) {
        return text.substring(0, text.length() - 1).getBytes(StandardCharsets.UTF_8);
    }

    private record Chunk(String text, String next) {}

    private String text(ExportRequest request, Columns columns, String cursor, Listing<?> page) {
        return request.asked() == ExportFormat.NDJSON
                ? lines(page.items())
                : table(columns, cursor == null, page.items());
    }

    private String lines(List<?> items) {
        var text = new StringBuilder();
        items.forEach(item -> text.append(line(item)).append('\n'));
        return text.toString();
    }

    private String line(Object item) {
        try {
            return json.writeValueAsString(item);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** With the header in the first chunk, even if there is no row. */
    private String table(Columns columns, boolean first, List<?> items) {
        var text = new StringWriter();
        try (CsvWriter table =
                CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text)) {
            if (first) {
                table.writeRecord(columns.names());
            }
            items.forEach(item -> table.writeRecord(columns.cells(json.valueToTree(item))));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }
}
