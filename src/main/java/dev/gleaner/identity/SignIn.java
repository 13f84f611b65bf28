package dev.gleaner.identity;

import dev.gleaner.database.SessionGateway;
import dev.gleaner.http.ProblemException;
import dev.gleaner.vocabulary.AuditAction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks an e-mail address and a password. No connection is held while bcrypt computes. */
@ApplicationScoped
class SignIn {
    private final SessionGateway sessions;
    private final Accounts accounts;
    private final Passwords passwords;
    private final LoginThrottle throttle;
    private final Audit audit;

    SignIn(SessionGateway sessions, Accounts accounts, Passwords passwords, LoginThrottle throttle, Audit audit) {
        this.sessions = sessions;
        this.accounts = accounts;
        this.passwords = passwords;
        this.throttle = throttle;
        this.audit = audit;
    }

    /** The account; fails with a problem: 401, or 429 after repeated failures. */
    Uni<Account> attempt(String email, String password, String address) {
        String name = Account.canonical(email);
        throttle.require(name, address);
        return sessions.inTransaction("sign-in", () -> accounts.byEmail(name))
                .chain(account -> passwords
                        .matches(password, account)
                        .call(same -> record(same, account, address))
                        .invoke(same -> judge(same, name, address))
                        .replaceWith(account));
    }

    /** Guesses at accounts that do not exist concern no tenant. */
    private Uni<Void> record(boolean same, @Nullable Account account, String address) {
        if (account == null) {
            return Uni.createFrom().voidItem();
        }
        Actor actor = new Actor(account.tenant(), account.email());
        AuditAction action = same ? AuditAction.SIGNED_IN : AuditAction.SIGN_IN_REFUSED;
        return sessions.inTransaction(
                "audit sign-in", () -> audit.record(actor, action, "account", Map.of("address", address)));
    }

    private void judge(boolean same, String email, String address) {
        throttle.require(email, address);
        if (!same) {
            throttle.failed(email, address);
            throw ProblemException.unauthenticated("The e-mail address or the password is wrong.");
        }
        throttle.succeeded(email);
    }
}
