package dev.gleaner.identity;

import dev.gleaner.address.WebUrl;
import dev.gleaner.fetch.FetchRequest;
import dev.gleaner.fetch.Fetched;
import dev.gleaner.fetch.Fetcher;
import dev.gleaner.fetch.Response;
import dev.gleaner.vocabulary.FetchPurpose;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.security.Key;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * The published keys of the outside issuer, read when a token names one that is not known yet, and not more often than
 * every few seconds, whatever tokens are shown.
 */
@ApplicationScoped
class OutsideKeys {
    private static final Logger LOG = Logger.getLogger(OutsideKeys.class);
    private static final Duration BETWEEN_TWO_READINGS = Duration.ofSeconds(10);
    /** A key that was withdrawn is not taken for longer than this. */
    private static final Duration GOOD_FOR = Duration.ofMinutes(15);

    private final OutsideSettings settings;
    private final Fetcher fetcher;
    private final Clock clock;
    private volatile Map<String, Key> known = Map.of();
    private volatile Instant readAt = Instant.EPOCH;

    OutsideKeys(OutsideSettings settings, Fetcher fetcher, Clock clock) {
        this.settings = settings;
        this.fetcher = fetcher;
        this.clock = clock;
    }

    /** The key of that id; empty if the issuer has none, or cannot be asked. */
    Uni<Optional<Key>> byId(@Nullable String kid) {
        if (settings.jwksUrl().isEmpty() || kid == null) {
            return Uni.createFrom().item(Optional.empty());
        }
        Duration age = Duration.between(readAt, clock.instant());
        boolean needed = age.compareTo(GOOD_FOR) > 0 || !known.containsKey(kid);
        return needed && age.compareTo(BETWEEN_TWO_READINGS) > 0
                ? read(settings.jwksUrl().get()).map(keys -> Optional.ofNullable(keys.get(kid)))
                : Uni.createFrom().item(Optional.ofNullable(known.get(kid)));
    }

    private Uni<Map<String, Key>> read(String url) {
        readAt = clock.instant();
        WebUrl address = WebUrl.parse(url)
                .orElseThrow(() -> new IllegalStateException("gleaner.auth.outside.jwks-url is no address: " + url));
        return fetcher.get(new FetchRequest(address, FetchPurpose.KEYS)).map(this::keys);
    }

    private Map<String, Key> keys(Fetched fetched) {
        if (fetched instanceof Fetched.Body body) {
            known = parse(body.response());
        } else {
            LOG.warnf("The keys of the outside issuer cannot be read: %s", fetched);
        }
        return known;
    }

    private Map<String, Key> parse(Response response) {
        try {
            return new JsonWebKeySet(response.text())
                    .getJsonWebKeys().stream()
                            .filter(key -> key.getKeyId() != null && !"enc".equals(key.getUse()))
                            .collect(Collectors.toUnmodifiableMap(
                                    JsonWebKey::getKeyId, JsonWebKey::getKey, (first, second) -> first));
        } catch (JoseException | IOException broken) {
            LOG.warnf("The keys of the outside issuer are broken: %s", broken.getMessage());
            return known;
        }
    }
}
