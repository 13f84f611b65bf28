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
    /** Where the accounts are in nobody's way: a token is asked for its tenant, an account only whether it is there. */
    private static final String NOBODYS_TENANT = "accounts-of-tests";

    private final SessionGateway sessions;
    private final Accounts accounts;
    private final Tokens tokens;

    TestTokens(SessionGateway sessions, Accounts accounts, Tokens tokens) {
        this.sessions = sessions;
        this.accounts = accounts;
        this.tokens = tokens;
    }

    public String token(String tenant, Role... roles) {
        String email = "somebody@" + tenant + ".example";
        var account = new Account(tenant, email, "", List.of(roles), Instant.now());
        var row = new Account(NOBODYS_TENANT, email, "", List.of(roles), Instant.now());
        try {
            return VertxContextSupport.subscribeAndAwait(
                    () -> sessions.inTransaction("test account", () -> accounts.addUnlessPresent(row))
                            .chain(() -> tokens.issue(account)));
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }
}
