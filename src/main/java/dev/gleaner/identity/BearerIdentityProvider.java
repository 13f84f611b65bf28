package dev.gleaner.identity;

import dev.gleaner.vocabulary.Role;
import io.quarkus.arc.All;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Turns a token into the identity that the framework checks roles with. */
@ApplicationScoped
class BearerIdentityProvider implements IdentityProvider<TokenAuthenticationRequest> {
    static final String BEARER = "gleaner.bearer";
    static final String REFRESH_TOKEN = "gleaner.refresh-token";

    private final List<TokenVerifier> verifiers;

    BearerIdentityProvider(@All List<TokenVerifier> verifiers) {
        this.verifiers = verifiers;
    }

    @Override
    public Class<TokenAuthenticationRequest> getRequestType() {
        return TokenAuthenticationRequest.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(
            TokenAuthenticationRequest request, AuthenticationRequestContext context) {
        return verify(request.getToken().getToken(), 0)
                .map(bearer -> identity(bearer.orElseThrow(AuthenticationFailedException::new)));
    }

    /** Somebody without a name or a role, who shows a refresh token that is still to be checked. */
    static SecurityIdentity renewing(Secret refreshToken) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal("refresh token"))
                .addAttribute(REFRESH_TOKEN, refreshToken)
                .build();
    }

    /** Somebody without a name or a role, who may read the metrics. */
    static SecurityIdentity scraping() {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal("metrics"))
                .build();
    }

    private Uni<Optional<Bearer>> verify(String token, int index) {
        return index == verifiers.size()
                ? Uni.createFrom().item(Optional.empty())
                : verifiers
                        .get(index)
                        .verify(token)
                        .chain(bearer -> bearer.isPresent() ? Uni.createFrom().item(bearer) : verify(token, index + 1));
    }

    /** An administrator is a user, too. */
    private static SecurityIdentity identity(Bearer bearer) {
        var identity = QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(bearer.email()))
                .addAttribute(BEARER, bearer);
        bearer.roles().forEach(role -> identity.addRole(role.name()));
        if (bearer.roles().contains(Role.ADMIN)) {
            identity.addRole(Role.USER.name());
        }
        return identity.build();
    }
}
