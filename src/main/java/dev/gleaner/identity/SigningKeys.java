package dev.gleaner.identity;

import dev.gleaner.database.SessionGateway;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The signing keys, cached: once a key was read, a token costs no query. The first replica that needs a key makes it.
 * Opens its own transactions, because a token is checked where there is none.
 */
@ApplicationScoped
class SigningKeys {
    /** A token with an invented key id must not cost a query each. */
    private static final Duration BETWEEN_TWO_LOOKUPS = Duration.ofSeconds(5);

    private final SessionGateway sessions;
    private final KeyShelf shelf;
    private final IdentitySettings settings;
    private final Clock clock;
    private final SecureRandom dice = new SecureRandom();

    private volatile Map<String, SigningKey> known = Map.of();
    private volatile Instant lookedUp = Instant.EPOCH;

    SigningKeys(SessionGateway sessions, KeyShelf shelf, IdentitySettings settings, Clock clock) {
        this.sessions = sessions;
        this.shelf = shelf;
        this.settings = settings;
        this.clock = clock;
    }

    /** The key to sign with. */
    Uni<SigningKey> active() {
        Optional<SigningKey> cached = activeOf(known).filter(this::isFresh);
        return cached.isPresent()
                ? Uni.createFrom().item(cached.get())
                : lookUp(true).map(this::requireActive);
    }

    /** The key of that id; empty if there is none. */
    Uni<Optional<SigningKey>> byId(String kid) {
        SigningKey cached = known.get(kid);
        if (cached != null) {
            return Uni.createFrom().item(Optional.of(cached));
        }
        if (clock.instant().isBefore(lookedUp.plus(BETWEEN_TWO_LOOKUPS))) {
            return Uni.createFrom().item(Optional.empty());
        }
        return lookUp(false).map(keys -> Optional.ofNullable(keys.get(kid)));
    }

    private Uni<Map<String, SigningKey>> lookUp(boolean makeOne) {
        return sessions.inTransaction("signing keys", () -> readOrMake(makeOne))
                .map(keys -> keys.stream().collect(Collectors.toUnmodifiableMap(SigningKey::kid, Function.identity())))
                .invoke(this::remember);
    }

    /** Only what was really read counts as looked up: a database that is away must not make good tokens invalid. */
    private void remember(Map<String, SigningKey> keys) {
        known = keys;
        lookedUp = clock.instant();
    }

    private Uni<List<SigningKey>> readOrMake(boolean makeOne) {
        return shelf.listAll()
                .chain(keys -> !makeOne || keys.stream().anyMatch(key -> key.active() && isFresh(key))
                        ? Uni.createFrom().item(keys)
                        : shelf.retire(clock.instant().minus(settings.keyLifetime()))
                                .chain(() -> shelf.forget(clock.instant().minus(longestUse())))
                                .chain(() -> shelf.addUnlessPresent(new SigningKey(dice, clock.instant())))
                                .chain(shelf::listAnew));
    }

    private boolean isFresh(SigningKey key) {
        return key.createdAt().plus(settings.keyLifetime()).isAfter(clock.instant());
    }

    /** From a key's making to the end of the last token that was signed with it, with as much again to be sure. */
    private Duration longestUse() {
        return settings.keyLifetime().plus(settings.tokenLifetime()).multipliedBy(2);
    }

    private SigningKey requireActive(Map<String, SigningKey> keys) {
        return activeOf(keys).orElseThrow(() -> new IllegalStateException("there is no active signing key"));
    }

    private static Optional<SigningKey> activeOf(Map<String, SigningKey> keys) {
        return keys.values().stream().filter(SigningKey::active).findFirst();
    }
}
