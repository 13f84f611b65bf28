package dev.gleaner.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * The body of every failure: problem details (RFC 9457).
 *
 * @param type a URI that stands for the code
 * @param title the same sentence for every occurrence
 * @param status the HTTP status
 * @param detail what happened this time
 * @param instance the path that was asked for
 * @param code the stable machine word
 * @param errors which fields are wrong; left out where no field is
 * @param traceId leads to the log; only where the failure is ours
 */
record Problem(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        String code,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FieldError> errors,
        @JsonInclude(JsonInclude.Include.NON_NULL) String traceId) {

    static final String MEDIA_TYPE = "application/problem+json";

    static Problem of(ProblemException problem, String instance) {
        return new Problem(
                "urn:gleaner:problem:" + problem.code().code(),
                problem.code().title(),
                problem.status(),
                problem.getMessage(),
                instance,
                problem.code().code(),
                problem.errors(),
                problem.traceId().orElse(null));
    }
}
