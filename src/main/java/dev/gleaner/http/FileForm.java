package dev.gleaner.http;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How a form with a file is described; the field's name is up to the client. */
@Schema(name = "FileForm")
public record FileForm(
        @Schema(type = SchemaType.STRING, format = "binary", required = true)
        String file) {}
