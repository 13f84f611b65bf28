package dev.gleaner.vocabulary;

import java.util.Locale;

/** The stable machine word of a problem document; the lower-case name is what clients see. */
public enum ProblemCode {
    /** Something in the request is not acceptable; {@code errors} names the fields. */
    INVALID_REQUEST(400, "The request is not valid"),
    /** A filter, sort field or parameter that does not exist. */
    UNKNOWN_FILTER(400, "A filter or parameter is not known"),
    /** No valid token. */
    UNAUTHENTICATED(401, "Sign in first"),
    /** A valid token without the role. */
    FORBIDDEN(403, "Not allowed"),
    /** More than the tenant's quota: 403 for what there may be, 429 for what a day may take. */
    QUOTA_EXCEEDED(403, "More than the quota"),
    /** No such thing, or not yours. */
    NOT_FOUND(404, "Not found"),
    /** The path exists, the method does not. */
    METHOD_NOT_ALLOWED(405, "Method not allowed"),
    /** None of the accepted media types can be made. */
    NOT_ACCEPTABLE(406, "Not acceptable"),
    /** The present state does not allow it. */
    CONFLICT(409, "Conflict"),
    /** Larger than the limit. */
    PAYLOAD_TOO_LARGE(413, "Too large"),
    /** The body's media type is not understood. */
    UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type"),
    /** Too many requests. */
    RATE_LIMITED(429, "Too many requests"),
    /** A surprise; the trace id leads to the log. */
    INTERNAL(500, "Something went wrong here"),
    /** A part that is needed is away for the moment. */
    UNAVAILABLE(503, "Not available for the moment");

    private final int status;
    private final String title;

    ProblemCode(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The HTTP status that goes with it. */
    public int status() {
        return status;
    }

    /** A short sentence that is the same for every occurrence (RFC 9457 §3.1.3). */
    public String title() {
        return title;
    }

    /** The word that clients see. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
