package dev.gleaner.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a token says about itself before anything is proved: only good for choosing the key to check it with.
 *
 * @param algorithm the {@code alg}
 * @param kid the key's id; null if it names none
 */
record TokenHeader(String algorithm, @Nullable String kid) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST = 8192;

    /** Empty if it cannot be a JWT that names the key it is signed with. */
    static Optional<TokenHeader> of(String token) {
        return ofAnyKey(token).filter(header -> header.kid() != null);
    }

    /** Empty if it cannot be a signed JWT. */
    static Optional<TokenHeader> ofAnyKey(String token) {
        int end = token.indexOf('.');
        if (end < 0 || token.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            JsonNode header = JSON.readTree(Base64.getUrlDecoder().decode(token.substring(0, end)));
            return header.path("alg").isTextual()
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
