package dev.gleaner.http;

import dev.gleaner.vocabulary.ProblemCode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A failure that the client shall see. Its message is the problem's {@code detail}, so it is written for the client.
 */
public final class ProblemException extends RuntimeException {
    private final ProblemCode code;
    private final int status;
    private final List<FieldError> errors;
    private final Map<String, String> headers;
    private final String traceId;

    public ProblemException(ProblemCode code, String detail) {
        this(code, detail, List.of());
    }

    public ProblemException(ProblemCode code, String detail, List<FieldError> errors) {
        this(code, code.status(), detail, errors, Map.of(), null);
    }

    private ProblemException(
            ProblemCode code,
            int status,
            String detail,
            List<FieldError> errors,
            Map<String, String> headers,
            String traceId) {
        super(detail, null, false, false);
        this.code = code;
        this.status = status;
        this.errors = List.copyOf(errors);
        this.headers = Map.copyOf(headers);
        this.traceId = traceId;
    }

    /** A field, parameter or body is not acceptable: 400. */
    public static ProblemException invalid(String field, String message) {
        return invalid(List.of(new FieldError(field, message)));
    }

    /** Several fields are not acceptable: 400. */
    public static ProblemException invalid(List<FieldError> errors) {
        return new ProblemException(ProblemCode.INVALID_REQUEST, sentence(errors), errors);
    }

    /** A filter, parameter or sort field does not exist: 400. */
    public static ProblemException unknownFilter(String field, String message) {
        var errors = List.of(new FieldError(field, message));
        return new ProblemException(ProblemCode.UNKNOWN_FILTER, sentence(errors), errors);
    }

    /** No such thing, or another tenant's: 404. */
    public static ProblemException notFound(String detail) {
        return new ProblemException(ProblemCode.NOT_FOUND, detail);
    }

    /** The present state does not allow it: 409. */
    public static ProblemException conflict(String detail) {
        return new ProblemException(ProblemCode.CONFLICT, detail);
    }

    /** Nobody is signed in: 401. */
    public static ProblemException unauthenticated(String detail) {
        return new ProblemException(ProblemCode.UNAUTHENTICATED, detail).withHeader("WWW-Authenticate", "Bearer");
    }

    /** Known, and not allowed: 403. */
    public static ProblemException forbidden(String detail) {
        return new ProblemException(ProblemCode.FORBIDDEN, detail);
    }

    /** Too often: 429, and when to come back, in whole seconds. */
    public static ProblemException rateLimited(String detail, Duration retryAfter) {
        return new ProblemException(ProblemCode.RATE_LIMITED, detail)
                .withHeader("Retry-After", Long.toString(wholeSeconds(retryAfter)));
    }

    /** The tenant's quota for the day is used up: 429, and when the day ends. */
    public static ProblemException quotaUsedUp(String detail, Duration retryAfter) {
        return new ProblemException(ProblemCode.QUOTA_EXCEEDED, detail)
                .withStatus(ProblemCode.RATE_LIMITED.status())
                .withHeader("Retry-After", Long.toString(wholeSeconds(retryAfter)));
    }

    private static long wholeSeconds(Duration duration) {
        return Math.max(1, duration.plusMillis(999).toSeconds());
    }

    /** The same with one more response header. */
    public ProblemException withHeader(String name, String value) {
        var more = new HashMap<>(headers);
        more.put(name, value);
        return new ProblemException(code, status, getMessage(), errors, more, traceId);
    }

    /** The same under another HTTP status than the code's own, for statuses that have no code. */
    ProblemException withStatus(int other) {
        return new ProblemException(code, other, getMessage(), errors, headers, traceId);
    }

    /** The same with the identifier under which the log tells more. */
    ProblemException withTraceId(String id) {
        return new ProblemException(code, status, getMessage(), errors, headers, id);
    }

    /** The machine word. */
    public ProblemCode code() {
        return code;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** Which fields are wrong; may be empty. */
    public List<FieldError> errors() {
        return errors;
    }

    Map<String, String> headers() {
        return headers;
    }

    Optional<String> traceId() {
        return Optional.ofNullable(traceId);
    }

    private static String sentence(List<FieldError> errors) {
        FieldError first = errors.get(0);
        String rest = errors.size() == 1 ? "" : " (and " + (errors.size() - 1) + " more)";
        return first.field() + ": " + first.message() + rest;
    }
}
