package dev.gleaner.identity;

import dev.gleaner.vocabulary.Role;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.DefaultJWTParser;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTParser;
import io.smallrye.jwt.auth.principal.ParseException;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Our own tokens: JWTs signed with HS256. */
@ApplicationScoped
class Tokens implements TokenVerifier {
    private static final String AUDIENCE = "gleaner";
    private static final String TENANT = "tenant";
    private static final String GENERATION = "gen";

    private final SigningKeys keys;
    private final AccountStates states;
    private final IdentitySettings settings;
    private final Clock clock;
    private final JWTParser parser = new DefaultJWTParser();

    Tokens(SigningKeys keys, AccountStates states, IdentitySettings settings, Clock clock) {
        this.keys = keys;
        this.states = states;
        this.settings = settings;
        this.clock = clock;
    }

    /** A new token for the account. */
    Uni<String> issue(Account account) {
        return keys.active().map(key -> issue(account, key));
    }

    String issue(Account account, SigningKey key) {
        Instant now = clock.instant();
        return Jwt.issuer(settings.issuer())
                .audience(AUDIENCE)
                .subject(account.email())
                .upn(account.email())
                .groups(account.roles().stream().map(Role::name).collect(Collectors.toSet()))
                .claim(TENANT, account.tenant())
                .claim(GENERATION, account.generation())
                .issuedAt(now)
                .expiresAt(now.plus(settings.tokenLifetime()))
                .jws()
                .algorithm(SignatureAlgorithm.HS256)
                .keyId(key.kid())
                .sign(key.key());
    }

    @Override
    public Uni<Optional<Bearer>> verify(String token) {
        Optional<String> kid =
                TokenHeader.of(token).filter(TokenHeader::isHs256).map(TokenHeader::kid);
        return kid.isEmpty()
                ? Uni.createFrom().item(Optional.empty())
                : keys.byId(kid.get())
                        .chain(key -> key.flatMap(it -> verify(token, it))
                                .map(this::current)
                                .orElse(Uni.createFrom().item(Optional.empty())));
    }

    /** What the signature vouches for; whether it was taken back in the meantime is another question. */
    Optional<Signed> verify(String token, SigningKey key) {
        try {
            return Optional.of(signed(parser.parse(token, rules(key))));
        } catch (ParseException refused) {
            return Optional.empty();
        }
    }

    private Uni<Optional<Bearer>> current(Signed signed) {
        return states.generationOf(signed.bearer().email())
                .map(generation ->
                        generation.filter(it -> it == signed.generation()).map(it -> signed.bearer()));
    }

    /**
     * A token that is signed well.
     *
     * @param bearer whom it speaks for
     * @param generation which generation of the account's tokens it belongs to
     */
    record Signed(Bearer bearer, int generation) {}

    private JWTAuthContextInfo rules(SigningKey key) {
        var rules = new JWTAuthContextInfo(key.key(), settings.issuer());
        rules.setSignatureAlgorithm(Set.of(SignatureAlgorithm.HS256));
        rules.setExpectedAudience(Set.of(AUDIENCE));
        rules.setRequiredClaims(Set.of("sub", TENANT, "groups", "jti", GENERATION));
        rules.setClockSkew((int) settings.clockSkew().toSeconds());
        return rules;
    }

    /** A role that this version does not know grants nothing. */
    private static Signed signed(JsonWebToken token) {
        var roles = EnumSet.noneOf(Role.class);
        for (Role role : Role.values()) {
            if (token.getGroups().contains(role.name())) {
                roles.add(role);
            }
        }
        String tenant = token.getClaim(TENANT);
        Object generation = token.getClaim(GENERATION);
        return new Signed(new Bearer(token.getSubject(), tenant, roles), Integer.parseInt(String.valueOf(generation)));
    }
}
