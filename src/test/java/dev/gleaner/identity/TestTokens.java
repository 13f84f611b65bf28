package dev.gleaner.identity;

import dev.gleaner.database.SessionGateway;
import dev.gleaner.vocabulary.Role;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** Real tokens for tests that are not about signing in. */
@ApplicationScoped
public class TestTokens {
    private final SessionGateway sessions;
    private final Accounts accounts;
    private final Tokens tokens;

    TestTokens(SessionGateway sessions, Accounts accounts, Tokens tokens) {
        this.sessions = sessions;
        this.accounts = accounts;
        this.tokens = tokens;
    }

    public String token(String tenant, Role... roles) {
        var account = new Account(tenant, "somebody@" + tenant + ".example", "", List.of(roles), Instant.now());
        try {
            return VertxContextSupport.subscribeAndAwait(
                    () -> sessions.inTransaction("test account", () -> accounts.addUnlessPresent(account))
                            .chain(() -> tokens.issue(account)));
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }
}
