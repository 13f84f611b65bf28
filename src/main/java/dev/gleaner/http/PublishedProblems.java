package dev.gleaner.http;

import dev.gleaner.vocabulary.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * Completes the published contract: which failures each call may answer with and how they look, and a name for each
 * call, by which generated clients call their methods.
 */
public class PublishedProblems implements OASFilter {
    private static final String PROBLEM = "Problem";

    @Override
    public void filterOpenAPI(OpenAPI contract) {
        if (contract.getComponents() == null) {
            contract.setComponents(OASFactory.createComponents());
        }
        contract.getComponents().addSchema(PROBLEM, problem());
        contract.getPaths()
                .getPathItems()
                .forEach((path, item) ->
                        item.getOperations().forEach((method, operation) -> complete(path, method, operation)));
    }

    private static void complete(String path, PathItem.HttpMethod method, Operation operation) {
        for (ProblemCode code : codes(path, method, operation)) {
            operation.getResponses().addAPIResponse(Integer.toString(code.status()), answer(code));
        }
        if (operation.getOperationId() != null) {
            operation.setOperationId(named(operation.getOperationId()));
        }
    }

    private static List<ProblemCode> codes(String path, PathItem.HttpMethod method, Operation operation) {
        var codes = new ArrayList<>(List.of(
                ProblemCode.INVALID_REQUEST,
                ProblemCode.UNAUTHENTICATED,
                ProblemCode.RATE_LIMITED,
                ProblemCode.INTERNAL,
                ProblemCode.UNAVAILABLE));
        if (operation.getSecurity() != null && !operation.getSecurity().isEmpty()) {
            codes.add(ProblemCode.FORBIDDEN);
        }
        if (path.contains("{")) {
            codes.add(ProblemCode.NOT_FOUND);
        }
        if (method != PathItem.HttpMethod.GET) {
            codes.add(ProblemCode.CONFLICT);
        }
        if (operation.getRequestBody() != null) {
            codes.add(ProblemCode.PAYLOAD_TOO_LARGE);
            codes.add(ProblemCode.UNSUPPORTED_MEDIA_TYPE);
        }
        return codes;
    }

    private static APIResponse answer(ProblemCode code) {
        return OASFactory.createAPIResponse()
                .description(code.title())
                .content(OASFactory.createContent()
                        .addMediaType(
                                Problem.MEDIA_TYPE,
                                OASFactory.createMediaType()
                                        .schema(OASFactory.createSchema().ref(PROBLEM))));
    }

    private static Schema problem() {
        Schema error = object(Map.of("field", text(), "message", text()), List.of("field", "message"));
        return object(
                        Map.of(
                                "type", text(),
                                "title", text(),
                                "status", number(),
                                "detail", text(),
                                "instance", text(),
                                "code", text(),
                                "errors", list(error),
                                "traceId", text()),
                        List.of("type", "title", "status", "detail", "instance", "code"))
                .description("Problem details (RFC 9457); errors names the fields at fault, traceId leads to the log");
    }

    private static Schema object(Map<String, Schema> properties, List<String> required) {
        return OASFactory.createSchema()
                .addType(Schema.SchemaType.OBJECT)
                .properties(properties)
                .required(required);
    }

    private static Schema list(Schema of) {
        return OASFactory.createSchema().addType(Schema.SchemaType.ARRAY).items(of);
    }

    private static Schema number() {
        return OASFactory.createSchema().addType(Schema.SchemaType.INTEGER);
    }

    private static Schema text() {
        return OASFactory.createSchema().addType(Schema.SchemaType.STRING);
    }

    /** {@code domainList} of the framework's {@code DomainResource_list}. */
    private static String named(String id) {
        String[] parts = id.split("Resource_", 2);
        if (parts.length < 2) {
            return id;
        }
        return parts[0].substring(0, 1).toLowerCase(Locale.ROOT)
                + parts[0].substring(1)
                + parts[1].substring(0, 1).toUpperCase(Locale.ROOT)
                + parts[1].substring(1);
    }
}
