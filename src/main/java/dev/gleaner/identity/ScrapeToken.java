package dev.gleaner.identity;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/** What Prometheus shows to read the metrics, and nothing else: no account has to be made for it first. */
@ApplicationScoped
class ScrapeToken {
    private static final String METRICS = "/q/metrics";

    private final Optional<byte[]> expected;

    ScrapeToken(IdentitySettings settings) {
        this.expected = settings.metricsToken().map(token -> token.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether this token opens this path. Takes as long for a wrong one as for a right one. */
    boolean opens(String path, String token) {
        return path.equals(METRICS)
                && expected.filter(it -> MessageDigest.isEqual(it, token.getBytes(StandardCharsets.UTF_8)))
                        .isPresent();
    }
}
