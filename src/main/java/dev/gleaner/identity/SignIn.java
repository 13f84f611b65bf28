package dev.gleaner.identity;

import dev.gleaner.database.SessionGateway;
import dev.gleaner.http.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Checks an e-mail address and a password. No connection is held while bcrypt computes. */
@ApplicationScoped
class SignIn {
    private final SessionGateway sessions;
    private final Accounts accounts;
    private final Passwords passwords;
    private final LoginThrottle throttle;

    SignIn(SessionGateway sessions, Accounts accounts, Passwords passwords, LoginThrottle throttle) {
        this.sessions = sessions;
        this.accounts = accounts;
        this.passwords = passwords;
        this.throttle = throttle;
    }

    /** The account; fails with a problem: 401, or 429 after repeated failures. */
    Uni<Account> attempt(String email, String password, String address) {
        String name = Account.canonical(email);
        throttle.require(name, address);
        return sessions.inTransaction("sign-in", () -> accounts.byEmail(name))
                .chain(account -> passwords
                        .matches(password, account)
                        .invoke(same -> judge(same, name, address))
                        .replaceWith(account));
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
