package dev.gleaner.identity;

import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import javax.crypto.spec.SecretKeySpec;

/** An administrator's tokens that are right but for one thing. The account has to be there: {@link TestTokens} makes it. */
@ApplicationScoped
public class ForgedTokens {
    private static final Duration LONG_AGO = Duration.ofHours(2);

    private final SigningKeys keys;
    private final IdentitySettings settings;

    ForgedTokens(SigningKeys keys, IdentitySettings settings) {
        this.keys = keys;
        this.settings = settings;
    }

    /** Nothing is wrong with it: without this one, refusing the others would prove nothing. */
    public String none(String tenant) {
        return signed(claims(tenant, "gleaner", Instant.now()), key());
    }

    public String expired(String tenant) {
        return signed(claims(tenant, "gleaner", Instant.now().minus(LONG_AGO)), key());
    }

    public String forAnotherAudience(String tenant) {
        return signed(claims(tenant, "somebody-else", Instant.now()), key());
    }

    /** Names a key that is known, and is signed with another. */
    public String ofAnotherKey(String tenant) {
        byte[] other = "another secret of thirty-two bytes or more".getBytes(StandardCharsets.UTF_8);
        return claims(tenant, "gleaner", Instant.now())
                .jws()
                .algorithm(SignatureAlgorithm.HS256)
                .keyId(key().kid())
                .sign(new SecretKeySpec(other, "HmacSHA256"));
    }

    /** Says itself that nobody signed it. */
    public String unsigned(String tenant) {
        String header = "{\"alg\":\"none\",\"typ\":\"JWT\",\"kid\":\"" + key().kid() + "\"}";
        return base64(header) + "." + none(tenant).split("\\.")[1] + ".";
    }

    private JwtClaimsBuilder claims(String tenant, String audience, Instant now) {
        String email = "somebody@" + tenant + ".example";
        return Jwt.issuer(settings.issuer())
                .audience(audience)
                .subject(email)
                .upn(email)
                .groups(Set.of("USER", "ADMIN"))
                .claim("tenant", tenant)
                .claim("gen", 0)
                .issuedAt(now)
                .expiresAt(now.plus(Duration.ofHours(1)));
    }

    private static String signed(JwtClaimsBuilder claims, SigningKey key) {
        return claims.jws().algorithm(SignatureAlgorithm.HS256).keyId(key.kid()).sign(key.key());
    }

    private SigningKey key() {
        try {
            return VertxContextSupport.subscribeAndAwait(keys::active);
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
