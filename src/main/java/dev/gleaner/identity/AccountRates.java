package dev.gleaner.identity;

import dev.gleaner.http.Rates;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Limits what one account asks for, its keys included, from however many addresses. */
@ApplicationScoped
class AccountRates {
    private final SecurityIdentity identity;
    private final Rates rates;

    AccountRates(SecurityIdentity identity, IdentitySettings settings) {
        this.identity = identity;
        this.rates = new Rates(settings.requestsPerAccount());
    }

    @ServerRequestFilter
    public void limit() {
        Bearer bearer = identity.getAttribute(BearerIdentityProvider.BEARER);
        if (bearer != null) {
            rates.require(bearer.email());
        }
    }
}
