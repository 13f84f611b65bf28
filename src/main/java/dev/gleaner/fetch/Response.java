package dev.gleaner.fetch;

import dev.gleaner.address.WebUrl;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A successful answer of a server.
 *
 * @param requested what was asked for
 * @param url where the answer came from, after redirects
 * @param status the HTTP status, 2xx
 * @param headers what tells of the server's software: names in lower case, of cookies the names only
 * @param mediaType the media type of {@code Content-Type} in lower case without parameters; empty if absent
 * @param charset the charset parameter of {@code Content-Type}, as sent
 * @param language {@code Content-Language}, as sent
 * @param lastModified {@code Last-Modified}
 * @param validators how the server will recognise this version
 * @param content the body, content encoding removed
 */
public record Response(
        WebUrl requested,
        WebUrl url,
        int status,
        Map<String, String> headers,
        String mediaType,
        Optional<String> charset,
        Optional<String> language,
        Optional<Instant> lastModified,
        Validators validators,
        Content content) {

    /**
     * The body as text, its encoding found as {@link TextDecoder} says. Blocking: a large page
     * lies in a file.
     */
    public String text() throws IOException {
        try (InputStream body = content.open()) {
            return TextDecoder.decode(body.readAllBytes(), charset);
        }
    }
}
