package dev.gleaner.identity;

import dev.gleaner.database.DatabaseClock;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** The shelf of refresh tokens. Runs inside the caller's transaction. */
@ApplicationScoped
class RefreshTokens implements PanacheRepositoryBase<RefreshToken, String> {
    static final String PREFIX = "glrt_";

    private final IdentitySettings settings;
    private final Clock clock;
    private final DatabaseClock databaseClock;

    RefreshTokens(IdentitySettings settings, Clock clock, DatabaseClock databaseClock) {
        this.settings = settings;
        this.clock = clock;
        this.databaseClock = databaseClock;
    }

    /** A new one, for a session that begins or goes on. */
    Uni<Secret> issue(UUID session, Account account) {
        Secret secret = Secret.random(PREFIX);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Duration lifetime = settings.refreshLifetime();
        return persist(new RefreshToken(secret, session, account.id(), now, now.plus(lifetime)))
                .replaceWith(secret);
    }

    /** Takes it out of use; whether this call did. Of two that show it at once, one is told so. */
    Uni<Boolean> use(RefreshToken token) {
        return update("usedAt = ?1 where hash = ?2 and usedAt is null", clock.instant(), token.hash)
                .map(used -> used == 1);
    }

    /** Ends a session. */
    Uni<Long> end(UUID session) {
        return delete("sessionId", session);
    }

    /** Ends all sessions of an account. */
    Uni<Long> endAll(UUID account) {
        return delete("accountId", account);
    }

    /** Forgets those that have expired. */
    Uni<Integer> prune() {
        return getSession()
                .chain(session -> session.createNativeQuery(
                                databaseClock.in("delete from refresh_token where expires_at < {now}"))
                        .executeUpdate());
    }
}
