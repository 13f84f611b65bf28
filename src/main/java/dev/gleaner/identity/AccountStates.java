package dev.gleaner.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.gleaner.database.SessionGateway;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/**
 * Which tokens of an account are still taken. Remembered for some seconds, so that a busy account costs no query a
 * request; so long a revoked token may still open other replicas. Opens its own transactions, because a token is checked
 * where there is none.
 */
@ApplicationScoped
class AccountStates {
    private static final Duration REMEMBERED = Duration.ofSeconds(5);
    private static final int MOST = 100_000;

    private final SessionGateway sessions;
    private final Accounts accounts;
    private final Cache<String, Optional<Integer>> known = Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterWrite(REMEMBERED)
            .executor(Runnable::run)
            .build();

    AccountStates(SessionGateway sessions, Accounts accounts) {
        this.sessions = sessions;
        this.accounts = accounts;
    }

    /** The generation whose tokens are taken; empty if the account is closed or gone. */
    Uni<Optional<Integer>> generationOf(String email) {
        Optional<Integer> remembered = known.getIfPresent(email);
        return remembered != null
                ? Uni.createFrom().item(remembered)
                : lookUp(email).invoke(found -> known.put(email, found));
    }

    /** What this replica remembers of an account that was changed is forgotten. */
    void forget(String email) {
        known.invalidate(email);
    }

    private Uni<Optional<Integer>> lookUp(String email) {
        return sessions.inTransaction("account state", () -> accounts.byEmail(email))
                .map(account -> Optional.ofNullable(account)
                        .filter(it -> !it.isClosed())
                        .map(Account::generation));
    }
}
