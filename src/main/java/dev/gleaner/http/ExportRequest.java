package dev.gleaner.http;

import dev.gleaner.vocabulary.ExportFormat;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;

/**
 * The parameters that every export takes besides the filters of its list; a resource method declares it as
 * {@code @BeanParam}.
 *
 * @param format {@code csv} or {@code ndjson}; null for the first
 * @param sort as for the list; null for its default
 */
@RegisterForReflection
public record ExportRequest(
        @RestQuery
        @Parameter(
                description = "How it is written",
                schema =
                        @Schema(
                                type = SchemaType.STRING,
                                enumeration = {"csv", "ndjson"},
                                defaultValue = "csv"))
        String format,

        @RestQuery @Parameter(description = "field or -field")
        String sort) {

    public ExportRequest {
        if (format != null && !words().contains(format)) {
            throw ProblemException.invalid("format", "must be one of " + String.join(", ", words()));
        }
    }

    ExportFormat asked() {
        return Arrays.stream(ExportFormat.values())
                .filter(it -> it.code().equals(format))
                .findFirst()
                .orElse(ExportFormat.CSV);
    }

    private static List<String> words() {
        return Arrays.stream(ExportFormat.values()).map(ExportFormat::code).toList();
    }
}
