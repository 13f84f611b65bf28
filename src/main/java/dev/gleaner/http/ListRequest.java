package dev.gleaner.http;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.DefaultValue;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;

/**
 * The parameters that every list takes; a resource method declares it as {@code @BeanParam}.
 *
 * @param limit how many items at most, 1 to 500
 * @param cursor the previous answer's {@code nextCursor}; null for the first page
 * @param sort a field or {@code -field} of the resource's {@link Sorting}; null for its default
 * @param withTotal whether to count all that match, which costs more than the page itself
 */
@RegisterForReflection
public record ListRequest(
        @RestQuery @DefaultValue("50") @Parameter(description = "How many items at most, 1 to 500")
        int limit,

        @RestQuery @Parameter(description = "The previous answer's nextCursor")
        String cursor,

        @RestQuery @Parameter(description = "field or -field")
        String sort,

        @RestQuery @DefaultValue("false") @Parameter(description = "Whether to fill total")
        boolean withTotal) {
    private static final int LARGEST_LIMIT = 500;

    public ListRequest {
        if (limit < 1 || limit > LARGEST_LIMIT) {
            throw ProblemException.invalid("limit", "must be from 1 to " + LARGEST_LIMIT);
        }
    }
}
