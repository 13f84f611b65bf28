package dev.gleaner.http;

import dev.gleaner.vocabulary.ProblemCode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** How failures look, in the words of OpenAPI. */
final class PublishedProblems {
    private static final String PROBLEM = "Problem";
    private static final String FIELD_ERROR = "FieldError";

    private PublishedProblems() {}

    static APIResponse answer(ProblemCode code) {
        return OASFactory.createAPIResponse()
                .description(code.title())
                .content(OASFactory.createContent()
                        .addMediaType(
                                Problem.MEDIA_TYPE, OASFactory.createMediaType().schema(reference(PROBLEM))));
    }

    static Map<String, Schema> schemas() {
        return Map.of(PROBLEM, problem(), FIELD_ERROR, fieldError());
    }

    private static Schema problem() {
        Map<String, Schema> properties = new LinkedHashMap<>();
        properties.put("type", text());
        properties.put("title", text());
        properties.put("status", number());
        properties.put("detail", text());
        properties.put("instance", text());
        properties.put("code", text().description(codes()));
        properties.put("errors", list(FIELD_ERROR));
        properties.put("traceId", text());
        return object(properties, List.of("type", "title", "status", "detail", "instance", "code"))
                .description("Problem details (RFC 9457); errors names the fields at fault, traceId leads to the log");
    }

    private static Schema fieldError() {
        return object(Map.of("field", text(), "message", text()), List.of("field", "message"));
    }

    /** Words and no enumeration: a client that was generated from one fails on a word that is new. */
    private static String codes() {
        return Arrays.stream(ProblemCode.values())
                .map(ProblemCode::code)
                .collect(Collectors.joining(", ", "A stable word, for programs: ", "; there may be more"));
    }

    private static Schema object(Map<String, Schema> properties, List<String> required) {
        return OASFactory.createSchema()
                .addType(Schema.SchemaType.OBJECT)
                .properties(properties)
                .required(required);
    }

    private static Schema list(String of) {
        return OASFactory.createSchema().addType(Schema.SchemaType.ARRAY).items(reference(of));
    }

    private static Schema number() {
        return OASFactory.createSchema().addType(Schema.SchemaType.INTEGER).format("int32");
    }

    private static Schema text() {
        return OASFactory.createSchema().addType(Schema.SchemaType.STRING);
    }

    private static Schema reference(String name) {
        return OASFactory.createSchema().ref(name);
    }
}
