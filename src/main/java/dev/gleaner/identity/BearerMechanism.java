package dev.gleaner.identity;

import dev.gleaner.http.ProblemException;
import dev.gleaner.http.ProblemWriter;
import io.quarkus.security.credential.TokenCredential;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** The one way in: {@code Authorization: Bearer}. Refuses with a problem, on every path alike. */
@ApplicationScoped
class BearerMechanism implements HttpAuthenticationMechanism {
    private static final String SCHEME = "Bearer ";
    /** Where a refresh token is looked at; everywhere else it is as good as none. */
    private static final Set<String> RENEWING = Set.of("/api/v1/auth/refresh", "/api/v1/auth/logout");

    private static final int UNAUTHORIZED = 401;

    private final ProblemWriter writer;
    private final ScrapeToken scrape;

    BearerMechanism(ProblemWriter writer, ScrapeToken scrape) {
        this.writer = writer;
        this.scrape = scrape;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext exchange, IdentityProviderManager identities) {
        String header = exchange.request().getHeader("Authorization");
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Uni.createFrom().nullItem();
        }
        String text = header.substring(SCHEME.length()).strip();
        if (text.startsWith(RefreshTokens.PREFIX) && RENEWING.contains(exchange.normalizedPath())) {
            return Uni.createFrom().item(BearerIdentityProvider.renewing(Secret.of(text)));
        }
        if (scrape.opens(exchange.normalizedPath(), text)) {
            return Uni.createFrom().item(BearerIdentityProvider.scraping());
        }
        var token = new TokenCredential(text, "bearer");
        return identities.authenticate(
                HttpSecurityUtils.setRoutingContextAttribute(new TokenAuthenticationRequest(token), exchange));
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext exchange) {
        return Uni.createFrom().item(new ChallengeData(UNAUTHORIZED, "WWW-Authenticate", SCHEME.strip()));
    }

    @Override
    public Uni<Boolean> sendChallenge(RoutingContext exchange) {
        writer.write(exchange, ProblemException.unauthenticated("A valid bearer token is needed."));
        return Uni.createFrom().item(true);
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of(TokenAuthenticationRequest.class);
    }

    @Override
    public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext exchange) {
        return Uni.createFrom()
                .item(new HttpCredentialTransport(HttpCredentialTransport.Type.AUTHORIZATION, SCHEME.strip()));
    }
}
