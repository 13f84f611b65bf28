package dev.gleaner.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;

/**
 * What a token says about itself before anything is proved: only good for choosing the key to check it with.
 *
 * @param algorithm the {@code alg}
 * @param kid the key's id
 */
record TokenHeader(String algorithm, String kid) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST = 8192;

    /** Empty if it cannot be a signed JWT. */
    static Optional<TokenHeader> of(String token) {
        int end = token.indexOf('.');
        if (end < 0 || token.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            JsonNode header = JSON.readTree(Base64.getUrlDecoder().decode(token.substring(0, end)));
            return header.path("kid").isTextual() && header.path("alg").isTextual()
                    ? Optional.of(new TokenHeader(
                            header.path("alg").textValue(), header.path("kid").textValue()))
                    : Optional.empty();
        } catch (IllegalArgumentException | IOException broken) {
            return Optional.empty();
        }
    }

    boolean isHs256() {
        return "HS256".equals(algorithm);
    }
}
