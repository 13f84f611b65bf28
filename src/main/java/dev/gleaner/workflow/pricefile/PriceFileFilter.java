package dev.gleaner.workflow.pricefile;

import dev.gleaner.curation.Filter;
import dev.gleaner.curation.Processed;
import dev.gleaner.http.Condition;
import dev.gleaner.http.ProblemException;
import dev.gleaner.vocabulary.CurationStatus;
import dev.gleaner.vocabulary.FileFolder;
import dev.gleaner.vocabulary.ProcessingStatus;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;

/** The fields by which price files are listed. */
@RegisterForReflection
record PriceFileFilter(
        @RestQuery CurationStatus curationStatus,
        @RestQuery ProcessingStatus processingStatus,
        @RestQuery String symbol,

        @RestQuery
        @Parameter(
                schema =
                        @Schema(
                                type = SchemaType.STRING,
                                enumeration = {"raw_responses", "parsed_responses", "deadletter_responses"}))
        String folder,

        @RestQuery String q)
        implements Filter {

    @Override
    public Condition condition() {
        return Condition.equal("curationStatus", curationStatus)
                .and(Processed.to(processingStatus))
                .and(Condition.equal("symbol", symbol == null ? null : symbol.toUpperCase(Locale.ROOT)))
                .and(Condition.equal("folder", folder == null ? null : meant()))
                .and(Condition.contains("name", q));
    }

    private FileFolder meant() {
        return Arrays.stream(FileFolder.values())
                .filter(it -> it.word().equals(folder))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid(
                        "folder",
                        "must be one of "
                                + Arrays.stream(FileFolder.values())
                                        .map(FileFolder::word)
                                        .collect(Collectors.joining(", "))));
    }
}
