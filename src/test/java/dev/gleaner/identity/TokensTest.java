package dev.gleaner.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.vocabulary.Role;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TokensTest {
    private static final SigningKey KEY = new SigningKey(new SecureRandom(), Instant.EPOCH);
    private static final Account ACCOUNT =
            new Account("acme", "Ann@Acme.Example", "hash", List.of(Role.ADMIN), Instant.EPOCH);
    private static final IdentitySettings SETTINGS = DefaultSettings.identity();

    @Test
    void a_token_says_who_and_whose_and_what() {
        String token = tokensAt(Duration.ZERO).issue(ACCOUNT, KEY);

        assertThat(tokensAt(Duration.ZERO).verify(token, KEY))
                .contains(new Tokens.Signed(new Bearer("ann@acme.example", "acme", Set.of(Role.ADMIN)), 0));
        assertThat(TokenHeader.of(token)).contains(new TokenHeader("HS256", KEY.kid()));
        assertThat(part(token, 1)).contains("\"iss\":\"gleaner\"", "\"aud\":\"gleaner\"", "\"jti\":", "\"upn\":");
    }

    @Test
    void a_token_expires_after_its_lifetime_and_the_skew_of_clocks() {
        String halfExpired = tokensAt(Duration.ofMinutes(-60).minusSeconds(15)).issue(ACCOUNT, KEY);
        String expired = tokensAt(Duration.ofMinutes(-60).minusSeconds(45)).issue(ACCOUNT, KEY);

        assertThat(tokensAt(Duration.ZERO).verify(halfExpired, KEY)).isPresent();
        assertThat(tokensAt(Duration.ZERO).verify(expired, KEY)).isEmpty();
    }

    @Test
    void another_key_is_refused() {
        String token = tokensAt(Duration.ZERO).issue(ACCOUNT, KEY);

        assertThat(verify(token, new SigningKey(new SecureRandom(), Instant.EPOCH)))
                .isEmpty();
    }

    @Test
    void a_token_without_signature_is_refused() {
        String token = tokensAt(Duration.ZERO).issue(ACCOUNT, KEY);
        String[] parts = token.split("\\.");
        String none = encoded("{\"alg\":\"none\",\"kid\":\"" + KEY.kid() + "\"}");

        assertThat(verify(none + "." + parts[1] + ".", KEY)).isEmpty();
        assertThat(verify(parts[0] + "." + parts[1] + ".", KEY)).isEmpty();
        assertThat(TokenHeader.of(none + "." + parts[1] + ".").filter(TokenHeader::isHs256))
                .isEmpty();
    }

    @Test
    void changed_claims_are_refused() {
        String token = tokensAt(Duration.ZERO).issue(ACCOUNT, KEY);
        String[] parts = token.split("\\.");
        String claims = encoded(part(token, 1).replace("acme", "evil"));

        assertThat(verify(parts[0] + "." + claims + "." + parts[2], KEY)).isEmpty();
    }

    @Test
    void another_issuer_audience_or_algorithm_is_refused() throws Exception {
        var pairs = KeyPairGenerator.getInstance("RSA");

        assertThat(verify(signed(claims().issuer("other")), KEY)).isEmpty();
        assertThat(verify(signed(claims().audience("other")), KEY)).isEmpty();
        assertThat(verify(claims().jws().algorithm(SignatureAlgorithm.HS512).sign(longKey()), KEY))
                .isEmpty();
        assertThat(verify(claims().jws().sign(pairs.generateKeyPair().getPrivate()), KEY))
                .isEmpty();
        assertThat(verify(signed(claims()), KEY)).isPresent();
    }

    @Test
    void a_token_that_lacks_a_claim_is_refused() {
        for (String claim : List.of("tenant", "sub", "groups", "iss", "aud", "gen")) {
            assertThat(verify(signed(claims().remove(claim)), KEY)).as(claim).isEmpty();
        }
    }

    @Test
    void an_unknown_role_grants_nothing() {
        assertThat(verify(signed(claims().groups(Set.of("USER", "EMPEROR"))), KEY)
                        .orElseThrow()
                        .bearer()
                        .roles())
                .containsExactly(Role.USER);
    }

    @Test
    void nonsense_has_no_header() {
        for (String text : List.of("", ".", "..", "a.b.c", "e30.e30.e30", "x".repeat(9000) + ".", "W10.e30.")) {
            assertThat(TokenHeader.of(text)).as(text).isEmpty();
        }
    }

    private static JwtClaimsBuilder claims() {
        Instant now = Instant.now();
        return Jwt.issuer("gleaner")
                .audience("gleaner")
                .subject("ann@acme.example")
                .groups("USER")
                .claim("tenant", "acme")
                .claim("jti", "1")
                .claim("gen", 0)
                .issuedAt(now)
                .expiresAt(now.plusSeconds(60));
    }

    private static String signed(JwtClaimsBuilder claims) {
        return claims.jws().algorithm(SignatureAlgorithm.HS256).keyId(KEY.kid()).sign(KEY.key());
    }

    private static SecretKey longKey() {
        return new SecretKeySpec(new byte[64], "HmacSHA512");
    }

    private static Optional<Tokens.Signed> verify(String token, SigningKey key) {
        return tokensAt(Duration.ZERO).verify(token, key);
    }

    private static Tokens tokensAt(Duration fromNow) {
        return new Tokens(null, null, SETTINGS, Clock.fixed(Instant.now().plus(fromNow), ZoneOffset.UTC));
    }

    private static String part(String token, int index) {
        return new String(Base64.getUrlDecoder().decode(token.split("\\.")[index]), StandardCharsets.UTF_8);
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
