package dev.gleaner.identity;

import dev.gleaner.database.SessionGateway;
import dev.gleaner.http.ProblemException;
import dev.gleaner.vocabulary.AuditAction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Checks an e-mail address and a password. No connection is held while bcrypt computes. */
@ApplicationScoped
class SignIn {
    private final SessionGateway sessions;
    private final Accounts accounts;
    private final Passwords passwords;
    private final LoginThrottle throttle;
    private final RefreshTokens tokens;
    private final Audit audit;

    SignIn(
            SessionGateway sessions,
            Accounts accounts,
            Passwords passwords,
            LoginThrottle throttle,
            RefreshTokens tokens,
            Audit audit) {
        this.sessions = sessions;
        this.accounts = accounts;
        this.passwords = passwords;
        this.throttle = throttle;
        this.tokens = tokens;
        this.audit = audit;
    }

    /** Opens a session; fails with a problem: 401, or 429 after repeated failures. */
    Uni<Grant> attempt(String email, String password, String address) {
        String name = Account.canonical(email);
        throttle.require(name, address);
        return sessions.inTransaction("sign-in", () -> accounts.byEmail(name))
                .chain(account -> passwords
                        .matches(password, account)
                        .invoke(() -> throttle.require(name, address))
                        .chain(same -> same && !account.isClosed()
                                ? welcome(account, address)
                                : refuse(account, name, address)));
    }

    private Uni<Grant> welcome(Account account, String address) {
        throttle.succeeded(account.email());
        return sessions.inTransaction(
                "sign-in",
                () -> record(account, AuditAction.SIGNED_IN, address)
                        .chain(() -> tokens.issue(UUID.randomUUID(), account))
                        .map(secret -> new Grant(account, secret)));
    }

    /** Guesses at accounts that do not exist concern no tenant, and leave no line. */
    private Uni<Grant> refuse(@Nullable Account account, String email, String address) {
        throttle.failed(email, address);
        Uni<Void> line = account == null
                ? Uni.createFrom().voidItem()
                : sessions.inTransaction("sign-in", () -> record(account, AuditAction.SIGN_IN_REFUSED, address));
        return line.chain(() -> Uni.createFrom()
                .failure(ProblemException.unauthenticated("The e-mail address or the password is wrong.")));
    }

    private Uni<Void> record(Account account, AuditAction action, String address) {
        return audit.record(
                new Actor(account.tenant(), account.email()), action, "account", Map.of("address", address));
    }
}
