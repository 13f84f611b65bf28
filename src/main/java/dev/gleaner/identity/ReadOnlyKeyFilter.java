package dev.gleaner.identity;

import dev.gleaner.http.ProblemException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** A key that may only look is refused whatever could change something. */
class ReadOnlyKeyFilter {
    private static final Set<String> LOOKING = Set.of("GET", "HEAD", "OPTIONS");

    private final SecurityIdentity identity;

    ReadOnlyKeyFilter(SecurityIdentity identity) {
        this.identity = identity;
    }

    @ServerRequestFilter
    public void refuse(ContainerRequestContext request) {
        Bearer bearer = identity.getAttribute(BearerIdentityProvider.BEARER);
        if (bearer != null && bearer.isReadOnly() && !LOOKING.contains(request.getMethod())) {
            throw ProblemException.forbidden("This key may only read.");
        }
    }
}
