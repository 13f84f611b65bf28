package dev.gleaner.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.fetch.Fetcher;
import dev.gleaner.fixture.FakeWeb;
import dev.gleaner.vocabulary.Role;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Tokens of somebody else, as Supabase and OpenID providers write them. */
@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class OutsideTokensTest {
    private static final String ISSUER = "https://issuer.test/auth/v1";
    private static final String SECRET = "a secret that is shared with the project, and with nobody else";

    @Inject
    Fetcher fetcher;

    private final FakeWeb web = FakeWeb.start();

    @AfterEach
    void close() {
        web.close();
    }

    @Test
    void a_supabase_token_speaks_for_its_user() {
        OutsideTokens tokens = tokens("secret", SECRET, "issuer", ISSUER, "tenant-claim", "app_metadata.tenant");
        JwtClaims claims = claims();
        claims.setClaim("role", "authenticated");
        claims.setClaim("app_metadata", Map.of("provider", "email", "tenant", "acme"));

        assertThat(verify(tokens, hs256(claims, SECRET)))
                .contains(new Bearer("ann@acme.example", "acme", Set.of(Role.USER)));
    }

    @Test
    void a_token_signed_with_a_published_key_is_taken_and_the_keys_are_read_once() throws JoseException {
        RsaJsonWebKey key = published("k1");
        OutsideTokens tokens = tokens("jwks-url", jwksUrl(), "issuer", ISSUER);
        JwtClaims claims = claims();
        claims.setClaim("tenant", "acme");
        claims.setClaim("roles", List.of("editor", "ADMIN"));

        for (int i = 0; i < 3; i++) {
            assertThat(verify(tokens, rs256(claims, key)))
                    .contains(new Bearer("ann@acme.example", "acme", Set.of(Role.USER, Role.ADMIN)));
        }
        assertThat(verify(tokens, rs256(claims, generated("k2")))).isEmpty();
        assertThat(web.requests()).hasSize(1);
    }

    @Test
    void a_public_key_is_no_secret() throws JoseException {
        RsaJsonWebKey key = published("k1");
        OutsideTokens tokens = tokens("jwks-url", jwksUrl(), "default-tenant", "acme");

        JsonWebSignature forged = new JsonWebSignature();
        forged.setPayload(claims().toJson());
        forged.setAlgorithmHeaderValue("HS256");
        forged.setKeyIdHeaderValue("k1");
        forged.setKey(new SecretKeySpec(key.getRsaPublicKey().getEncoded(), "HmacSHA256"));
        assertThat(verify(tokens, forged.getCompactSerialization())).isEmpty();
    }

    @Test
    void what_is_expired_unsigned_or_for_somebody_else_is_refused() {
        OutsideTokens tokens = tokens("secret", SECRET, "issuer", ISSUER, "default-tenant", "acme");
        JwtClaims expired = claims();
        expired.setExpirationTimeMinutesInTheFuture(-5);
        JwtClaims endless = claims();
        endless.unsetClaim("exp");
        JwtClaims otherIssuer = claims();
        otherIssuer.setIssuer("https://evil.test");
        JwtClaims otherAudience = claims();
        otherAudience.setAudience("other");

        assertThat(verify(tokens, hs256(claims(), SECRET))).isPresent();
        for (JwtClaims bad : List.of(expired, endless, otherIssuer, otherAudience)) {
            assertThat(verify(tokens, hs256(bad, SECRET))).as(bad.toString()).isEmpty();
        }
        assertThat(verify(tokens, hs256(claims(), SECRET + " or so"))).isEmpty();
        String signed = hs256(claims(), SECRET);
        assertThat(verify(
                        tokens,
                        "eyJhbGciOiJub25lIn0" + signed.substring(signed.indexOf('.'), signed.lastIndexOf('.') + 1)))
                .isEmpty();
    }

    @Test
    void a_token_without_a_tenant_is_refused_unless_there_is_a_default() {
        assertThat(verify(tokens("secret", SECRET), hs256(claims(), SECRET))).isEmpty();
        JwtClaims odd = claims();
        odd.setClaim("tenant", "../acme");
        assertThat(verify(tokens("secret", SECRET), hs256(odd, SECRET))).isEmpty();
    }

    @Test
    void nothing_of_it_is_taken_unless_it_is_configured() {
        assertThat(verify(tokens("default-tenant", "acme"), hs256(claims(), SECRET)))
                .isEmpty();
    }

    private String jwksUrl() {
        return web.address() + "/jwks.json";
    }

    private RsaJsonWebKey published(String kid) throws JoseException {
        RsaJsonWebKey key = generated(kid);
        web.site("127.0.0.1")
                .serve(
                        "/jwks.json",
                        "application/json",
                        new JsonWebKeySet(key).toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY));
        return key;
    }

    private static RsaJsonWebKey generated(String kid) throws JoseException {
        RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
        key.setKeyId(kid);
        return key;
    }

    private static JwtClaims claims() {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setAudience("authenticated");
        claims.setSubject("5f2c1a9e-0000-4000-8000-000000000001");
        claims.setStringClaim("email", "Ann@Acme.Example");
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(5);
        return claims;
    }

    private static String hs256(JwtClaims claims, String secret) {
        return signed(claims, "HS256", null, new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    }

    private static String rs256(JwtClaims claims, RsaJsonWebKey key) {
        return signed(claims, "RS256", key.getKeyId(), key.getPrivateKey());
    }

    private static String signed(JwtClaims claims, String algorithm, String kid, Key key) {
        JsonWebSignature jws = new JsonWebSignature();
        jws.setPayload(claims.toJson());
        jws.setAlgorithmHeaderValue(algorithm);
        if (kid != null) {
            jws.setKeyIdHeaderValue(kid);
        }
        jws.setKey(key);
        try {
            return jws.getCompactSerialization();
        } catch (JoseException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static Optional<Bearer> verify(OutsideTokens tokens, String token) {
        try {
            return VertxContextSupport.subscribeAndAwait(() -> tokens.verify(token));
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }

    private OutsideTokens tokens(String... changes) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < changes.length; i += 2) {
            values.put("gleaner.auth.outside." + changes[i], changes[i + 1]);
        }
        OutsideSettings settings = new SmallRyeConfigBuilder()
                .withMapping(OutsideSettings.class)
                .withDefaultValues(values)
                .build()
                .getConfigMapping(OutsideSettings.class);
        Clock clock = Clock.systemUTC();
        return new OutsideTokens(
                settings, new OutsideKeys(settings, fetcher, clock), DefaultSettings.identity(), clock);
    }
}
