package dev.gleaner.identity;

import dev.gleaner.database.SessionGateway;
import dev.gleaner.http.ProblemException;
import dev.gleaner.vocabulary.AuditAction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;

/**
 * Lets people change their own password. Guesses at the present one are throttled as those at the sign-in are. No
 * connection is held while bcrypt computes.
 */
@ApplicationScoped
class OwnPassword {
    private final SessionGateway sessions;
    private final Accounts accounts;
    private final AccountStates states;
    private final Passwords passwords;
    private final LoginThrottle throttle;
    private final RefreshTokens tokens;
    private final Audit audit;

    OwnPassword(
            SessionGateway sessions,
            Accounts accounts,
            AccountStates states,
            Passwords passwords,
            LoginThrottle throttle,
            RefreshTokens tokens,
            Audit audit) {
        this.sessions = sessions;
        this.accounts = accounts;
        this.states = states;
        this.passwords = passwords;
        this.throttle = throttle;
        this.tokens = tokens;
        this.audit = audit;
    }

    /** Ends all sign-ins of the account, and begins a new one for whoever asked. */
    Uni<Grant> change(Actor actor, String email, PasswordChange wish, String address) {
        throttle.require(email, address);
        return sessions.inTransactionOf(actor.tenant(), "change password", () -> own(email))
                .call(account -> prove(account, wish.currentPassword(), address))
                .chain(account -> passwords
                        .hash(wish.newPassword())
                        .chain(hash -> sessions.inTransactionOf(
                                actor.tenant(),
                                "change password",
                                () -> replace(actor, email, account.passwordHash(), hash))))
                .invoke(() -> states.forget(email));
    }

    private Uni<Void> prove(Account account, String password, String address) {
        return passwords
                .matches(password, account)
                .invoke(() -> throttle.require(account.email(), address))
                .invoke(same -> {
                    if (!same) {
                        throttle.failed(account.email(), address);
                        throw ProblemException.invalid("currentPassword", "must be the password that holds now");
                    }
                    throttle.succeeded(account.email());
                })
                .replaceWithVoid();
    }

    private Uni<Grant> replace(Actor actor, String email, String provenHash, String newHash) {
        return own(email)
                .invoke(account -> {
                    if (!account.passwordHash().equals(provenHash)) {
                        throw ProblemException.conflict("The password was changed by somebody else just now.");
                    }
                    account.changePassword(newHash);
                })
                .call(account -> tokens.endAll(account.id()))
                .call(account -> audit.record(
                        actor,
                        AuditAction.ACCOUNT_CHANGED,
                        "account/" + account.email(),
                        Map.of("password", "changed")))
                .chain(account -> tokens.issue(UUID.randomUUID(), account).map(secret -> new Grant(account, secret)));
    }

    /** An outside issuer may use the address of somebody else's account here. */
    private Uni<Account> own(String email) {
        return accounts.byEmail(email)
                .onItem()
                .ifNull()
                .failWith(() -> ProblemException.conflict(
                        "This sign-in belongs to another issuer: change the password there."));
    }
}
