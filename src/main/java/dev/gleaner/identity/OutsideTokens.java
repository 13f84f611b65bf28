package dev.gleaner.identity;

import dev.gleaner.vocabulary.Role;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.time.Clock;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;

/**
 * Takes the tokens of an outside issuer. The algorithm has to fit the kind of key, so that nobody signs with a public key
 * as if it were a secret (RFC 8725 §3.1).
 */
@ApplicationScoped
class OutsideTokens implements TokenVerifier {
    private static final String[] SHARED = {AlgorithmIdentifiers.HMAC_SHA256};
    private static final String[] PUBLISHED = {
        AlgorithmIdentifiers.RSA_USING_SHA256,
        AlgorithmIdentifiers.RSA_USING_SHA384,
        AlgorithmIdentifiers.RSA_USING_SHA512,
        AlgorithmIdentifiers.RSA_PSS_USING_SHA256,
        AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
        AlgorithmIdentifiers.ECDSA_USING_P384_CURVE_AND_SHA384
    };
    private static final int LONGEST = 16 * 1024;
    private static final Pattern TENANT = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");

    private final OutsideSettings settings;
    private final OutsideKeys keys;
    private final IdentitySettings identity;
    private final Clock clock;

    OutsideTokens(OutsideSettings settings, OutsideKeys keys, IdentitySettings identity, Clock clock) {
        this.settings = settings;
        this.keys = keys;
        this.identity = identity;
        this.clock = clock;
    }

    @Override
    public Uni<Optional<Bearer>> verify(String token) {
        Optional<TokenHeader> header = token.length() > LONGEST ? Optional.empty() : TokenHeader.ofAnyKey(token);
        if (header.isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        } else if (header.get().isHs256()) {
            return Uni.createFrom().item(settings.secret().flatMap(secret -> read(token, hmac(secret), SHARED)));
        }
        return keys.byId(header.get().kid()).map(key -> key.flatMap(it -> read(token, it, PUBLISHED)));
    }

    private static Key hmac(String secret) {
        return new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    private Optional<Bearer> read(String token, Key key, String[] algorithms) {
        JwtConsumerBuilder rules = new JwtConsumerBuilder()
                .setVerificationKey(key)
                .setJwsAlgorithmConstraints(AlgorithmConstraints.ConstraintType.PERMIT, algorithms)
                .setRelaxVerificationKeyValidation()
                .setRequireExpirationTime()
                .setRequireSubject()
                .setExpectedAudience(settings.audience())
                .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
                .setAllowedClockSkewInSeconds((int) identity.clockSkew().toSeconds());
        settings.issuer().ifPresent(issuer -> rules.setExpectedIssuer(true, issuer));
        try {
            return bearer(rules.build().processToClaims(token));
        } catch (InvalidJwtException | MalformedClaimException refused) {
            return Optional.empty();
        }
    }

    private Optional<Bearer> bearer(JwtClaims claims) throws MalformedClaimException {
        String name = claims.hasClaim("email") ? claims.getStringClaimValue("email") : claims.getSubject();
        return tenant(claims).map(tenant -> new Bearer(Account.canonical(name), tenant, roles(claims)));
    }

    private Optional<String> tenant(JwtClaims claims) {
        return claim(claims, settings.tenantClaim())
                .map(String::valueOf)
                .or(settings::defaultTenant)
                .filter(tenant -> TENANT.matcher(tenant).matches());
    }

    private Set<Role> roles(JwtClaims claims) {
        Collection<?> named = claim(claims, settings.rolesClaim())
                .<Collection<?>>map(value -> value instanceof Collection<?> several ? several : List.of(value))
                .orElse(List.of());
        Set<String> words = named.stream().map(String::valueOf).collect(Collectors.toSet());
        return words.stream().anyMatch(settings.adminRoles()::contains)
                ? EnumSet.of(Role.USER, Role.ADMIN)
                : EnumSet.of(Role.USER);
    }

    private static Optional<Object> claim(JwtClaims claims, String path) {
        Object value = claims.getClaimsMap();
        for (String name : path.split("\\.")) {
            value = value instanceof Map<?, ?> level ? level.get(name) : null;
        }
        return Optional.ofNullable(value);
    }
}
