package dev.gleaner.identity;

import dev.gleaner.vocabulary.Role;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** Real tokens for tests that are not about signing in; no account is needed for them. */
@ApplicationScoped
public class TestTokens {
    private final Tokens tokens;

    TestTokens(Tokens tokens) {
        this.tokens = tokens;
    }

    public String token(String tenant, Role... roles) {
        var account = new Account(tenant, "somebody@" + tenant + ".example", "", List.of(roles), Instant.now());
        try {
            return VertxContextSupport.subscribeAndAwait(() -> tokens.issue(account));
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }
}
