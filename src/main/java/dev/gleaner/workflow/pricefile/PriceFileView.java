package dev.gleaner.workflow.pricefile;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.gleaner.curation.ItemView;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A price file as clients see it, with the report of its loading. */
@RegisterForReflection
record PriceFileView(
        UUID id,
        String name,
        String symbol,
        String sha256,
        long bytes,
        Integer rows,
        Integer events,
        Integer changed,

        @JsonRawValue @Schema(type = SchemaType.ARRAY, implementation = Rejection.class)
        String rejected,

        Integer rejectedCount,
        List<String> notes,

        @Schema(enumeration = {"raw_responses", "parsed_responses", "deadletter_responses"})
        String folder,

        @JsonUnwrapped ItemView item) {

    static PriceFileView of(PriceFile file, int maxAttempts) {
        return new PriceFileView(
                file.id(),
                file.name,
                file.symbol,
                file.sha256,
                file.bytes,
                file.rowCount,
                file.eventCount,
                file.changedCount,
                file.rejected == null ? "[]" : file.rejected,
                file.rejectedCount,
                file.notes == null ? List.of() : file.notes.lines().toList(),
                file.folder.word(),
                ItemView.of(file, maxAttempts));
    }
}
