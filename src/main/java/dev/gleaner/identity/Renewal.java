package dev.gleaner.identity;

import dev.gleaner.database.SessionGateway;
import dev.gleaner.http.ProblemException;
import dev.gleaner.vocabulary.AuditAction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Renews and ends sign-ins. A refresh token is good once; one that is shown twice was copied, and its session ends for
 * whoever holds its descendants (RFC 9700 §4.14.2).
 */
@ApplicationScoped
class Renewal {
    private final SessionGateway sessions;
    private final RefreshTokens tokens;
    private final Accounts accounts;
    private final AccountStates states;
    private final Audit audit;
    private final Clock clock;

    Renewal(
            SessionGateway sessions,
            RefreshTokens tokens,
            Accounts accounts,
            AccountStates states,
            Audit audit,
            Clock clock) {
        this.sessions = sessions;
        this.tokens = tokens;
        this.accounts = accounts;
        this.states = states;
        this.audit = audit;
        this.clock = clock;
    }

    /** A new grant for an old refresh token; fails with a 401. */
    Uni<Grant> renew(Secret refreshToken) {
        return sessions.inTransaction(
                        "renew sign-in",
                        () -> tokens.findById(refreshToken.hash()).chain(this::exchange))
                // Not inside the transaction: the end of a stolen session has to be committed.
                .map(grant -> grant.orElseThrow(() ->
                        ProblemException.unauthenticated("The refresh token is not valid any more: sign in again.")));
    }

    private Uni<Optional<Grant>> exchange(RefreshToken token) {
        if (token == null || !clock.instant().isBefore(token.expiresAt)) {
            return nothing();
        }
        UUID session = token.sessionId;
        return tokens.use(token)
                .chain(first -> first
                        ? accounts.findById(token.accountId).chain(account -> next(session, account))
                        : tokens.end(session).chain(Renewal::nothing));
    }

    private Uni<Optional<Grant>> next(UUID session, Account account) {
        return account.isClosed()
                ? nothing()
                : tokens.issue(session, account).map(secret -> Optional.of(new Grant(account, secret)));
    }

    /** Ends the session of a refresh token; one that is not known has ended already. */
    Uni<Void> end(Secret refreshToken) {
        return sessions.inTransaction(
                "sign out",
                () -> tokens.findById(refreshToken.hash())
                        .chain(token -> token == null ? Uni.createFrom().voidItem() : end(token)));
    }

    private Uni<Void> end(RefreshToken token) {
        return tokens.end(token.sessionId)
                .chain(() -> accounts.findById(token.accountId))
                .chain(account -> audit.record(actor(account), AuditAction.SIGNED_OUT, "account", Map.of()));
    }

    /**
     * Ends every session of an account, and takes back all its tokens. An outside issuer may use the address of somebody
     * else's account here.
     */
    Uni<Void> endAll(String tenant, String email) {
        return sessions.inTransactionOf(
                        tenant,
                        "sign out everywhere",
                        () -> accounts.byEmail(email)
                                .onItem()
                                .ifNull()
                                .failWith(() -> ProblemException.conflict(
                                        "This sign-in belongs to another issuer: end it there."))
                                .invoke(Account::revokeTokens)
                                .call(account -> tokens.endAll(account.id()))
                                .call(account -> audit.record(
                                        actor(account), AuditAction.SIGNED_OUT, "account", Map.of("everywhere", true))))
                .invoke(account -> states.forget(account.email()))
                .replaceWithVoid();
    }

    private static Actor actor(Account account) {
        return new Actor(account.tenant(), account.email());
    }

    private static Uni<Optional<Grant>> nothing() {
        return Uni.createFrom().item(Optional.empty());
    }
}
