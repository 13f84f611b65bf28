package dev.gleaner.http;

import dev.gleaner.vocabulary.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;

/**
 * Completes the published contract, so that a generator makes a client of it that works: which failures each call may
 * answer with and how they look, a name for each call, by which clients call their methods, and plain types in place.
 */
public class PublishedContract implements OASFilter {

    @Override
    public Schema filterSchema(Schema schema) {
        return PublishedTypes.inPlace(schema.getRef() == null ? schema : alone(schema));
    }

    /** Where a form is described by a reference, the framework adds what it sees of the method's parameters. */
    private static Schema alone(Schema reference) {
        return reference.properties(null).type(null);
    }

    @Override
    public void filterOpenAPI(OpenAPI contract) {
        if (contract.getComponents() == null) {
            contract.setComponents(OASFactory.createComponents());
        }
        Components components = contract.getComponents();
        PublishedTypes.NAMES.forEach(components::removeSchema);
        PublishedProblems.schemas().forEach(components::addSchema);
        contract.getPaths()
                .getPathItems()
                .forEach((path, item) ->
                        item.getOperations().forEach((method, operation) -> complete(path, method, operation)));
    }

    private static void complete(String path, PathItem.HttpMethod method, Operation operation) {
        for (ProblemCode code : codes(path, method, operation)) {
            operation.getResponses().addAPIResponse(Integer.toString(code.status()), PublishedProblems.answer(code));
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
