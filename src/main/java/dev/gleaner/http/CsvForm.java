package dev.gleaner.http;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How a form with a CSV file is described; the field's name is up to the client. */
@Schema(name = "CsvForm")
public record CsvForm(
        @Schema(type = SchemaType.STRING, format = "binary", required = true)
        String file) {}
