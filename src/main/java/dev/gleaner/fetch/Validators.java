package dev.gleaner.fetch;

import dev.gleaner.address.WebUrl;
import io.vertx.core.MultiMap;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a server recognises the version of a resource that it sent (RFC 9110 §8.8). Both are kept as the server spelled them:
 * to us they are words without a meaning, which only their author can compare.
 *
 * @param url where the version came from, after redirects; the words mean nothing to any other address
 * @param etag the {@code ETag}
 * @param lastModified the {@code Last-Modified}
 */
public record Validators(WebUrl url, Optional<String> etag, Optional<String> lastModified) {
    /** What may stand in a header; longer words are a misuse that nobody should have to store. */
    private static final Pattern SENDABLE = Pattern.compile("[\\x20-\\x7e\\x80-\\xff]{1,512}");

    /** Nothing to recognise: the next request has to be a plain one. */
    public static Validators none(WebUrl url) {
        return new Validators(url, Optional.empty(), Optional.empty());
    }

    /** What the head of an answer says. */
    static Validators of(WebUrl url, MultiMap headers) {
        return new Validators(url, sendable(headers.get("ETag")), sendable(headers.get("Last-Modified")));
    }

    private static Optional<String> sendable(String header) {
        return Optional.ofNullable(header)
                .map(String::strip)
                .filter(it -> SENDABLE.matcher(it).matches());
    }

    /** Whether a server could answer with them that nothing has changed. */
    public boolean isEmpty() {
        return etag.isEmpty() && lastModified.isEmpty();
    }

    /** Makes a request to their own address conditional. */
    void addTo(MultiMap headers) {
        etag.ifPresent(tag -> headers.set("If-None-Match", tag));
        lastModified.ifPresent(date -> headers.set("If-Modified-Since", date));
    }
}
