package dev.gleaner.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.gleaner.database.SessionGateway;
import dev.gleaner.vocabulary.AuditAction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/**
 * Takes keys for programs. Remembers for some seconds what it found, so that a busy program costs no query a request; so
 * long a revoked key may still open other replicas. Opens its own transactions, because a key is checked where there is
 * none.
 */
@ApplicationScoped
class ApiKeyVerifier implements TokenVerifier {
    private static final Duration REMEMBERED = Duration.ofSeconds(5);
    private static final int MOST = 10_000;
    /** Finer would write a row a request. */
    private static final Duration BETWEEN_TWO_NOTES = Duration.ofMinutes(1);

    private final SessionGateway sessions;
    private final ApiKeys keys;
    private final Audit audit;
    private final Clock clock;
    private final Cache<String, Optional<ApiKey>> known = Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterWrite(REMEMBERED)
            .executor(Runnable::run)
            .build();

    ApiKeyVerifier(SessionGateway sessions, ApiKeys keys, Audit audit, Clock clock) {
        this.sessions = sessions;
        this.keys = keys;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public Uni<Optional<Bearer>> verify(String token) {
        if (!token.startsWith(ApiKey.PREFIX)) {
            return Uni.createFrom().item(Optional.empty());
        }
        String hash = Secret.of(token).hash();
        Optional<ApiKey> remembered = known.getIfPresent(hash);
        Uni<Optional<ApiKey>> key = remembered == null
                ? lookUp(hash).invoke(found -> known.put(hash, found))
                : Uni.createFrom().item(remembered);
        return key.map(found -> found.filter(it -> it.isGood(clock.instant())).map(ApiKey::bearer));
    }

    /** What this replica remembers of a key that was changed is forgotten. */
    void forget(String hash) {
        known.invalidate(hash);
    }

    private Uni<Optional<ApiKey>> lookUp(String hash) {
        Instant now = clock.instant();
        return sessions.inTransaction(
                "api key",
                () -> keys.byHash(hash)
                        .call(key -> key != null && isToBeNoted(key, now)
                                ? keys.used(key.id(), now).call(() -> record(key, now))
                                : Uni.createFrom().nullItem())
                        .map(Optional::ofNullable));
    }

    /** Once a day: a line for each request would be too much. */
    private Uni<Void> record(ApiKey key, Instant now) {
        boolean first = key.lastUsedAt == null || day(key.lastUsedAt).isBefore(day(now));
        return first
                ? audit.record(
                        new Actor(key.tenant, key.bearer().actor()),
                        AuditAction.API_KEY_USED,
                        "api-key/" + key.id(),
                        Map.of("name", key.name))
                : Uni.createFrom().voidItem();
    }

    private static LocalDate day(Instant at) {
        return at.atZone(ZoneOffset.UTC).toLocalDate();
    }

    private static boolean isToBeNoted(ApiKey key, Instant now) {
        return key.isGood(now)
                && (key.lastUsedAt == null
                        || key.lastUsedAt.plus(BETWEEN_TWO_NOTES).isBefore(now));
    }
}
