package dev.gleaner.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jboss.resteasy.reactive.RestMulti;

/**
 * Enters many values, a chunk at a time, and tells row by row what became of them while it goes on. What was entered
 * when something breaks stays; the answer then ends in its midst, and sending the document again does no harm.
 */
@ApplicationScoped
public class Imports {
    private static final int CHUNK = 1000;

    private final ObjectMapper json;

    Imports(ObjectMapper json) {
        this.json = json;
    }

    /**
     * The answer, of the same shape as one receipt of all values.
     *
     * @param entering enters one chunk, in a transaction of its own
     */
    public <R extends Receipt> RestMulti<byte[]> of(List<String> values, Function<List<String>, Uni<R>> entering) {
        var sum = new Sum();
        Multi<String> rows = Multi.createFrom()
                .items(IntStream.range(0, (values.size() + CHUNK - 1) / CHUNK).boxed())
                .onItem()
                .transformToUniAndConcatenate(n ->
                        entering.apply(values.subList(n * CHUNK, Math.min(values.size(), (n + 1) * CHUNK))))
                .map(receipt -> rows(receipt, sum));
        Multi<String> end = Multi.createFrom().item(() -> (sum.begun ? "" : "{\"results\":[") + sum.end());
        return RestMulti.fromMultiData(Multi.createBy()
                        .concatenating()
                        .streams(rows, end)
                        .map(text -> text.getBytes(StandardCharsets.UTF_8)))
                .encodeAsJsonArray(false)
                .build();
    }

    /** What has been told so far. */
    private static final class Sum {
        private boolean begun;
        private long created;
        private long existing;
        private long invalid;
        private long queued;

        private void add(Receipt receipt) {
            begun = true;
            created += receipt.created();
            existing += receipt.existing();
            invalid += receipt.invalid();
            queued += receipt.queued();
        }

        private String end() {
            return "],\"created\":" + created + ",\"existing\":" + existing + ",\"invalid\":" + invalid + ",\"queued\":"
                    + queued + "}";
        }
    }

    private String rows(Receipt receipt, Sum sum) {
        String start = sum.begun ? "," : "{\"results\":[";
        sum.add(receipt);
        try {
            String list = json.writeValueAsString(receipt.results());
            return start + list.substring(1, list.length() - 1);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
