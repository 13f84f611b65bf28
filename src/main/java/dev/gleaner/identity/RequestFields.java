package dev.gleaner.identity;

import io.quarkus.security.identity.SecurityIdentity;
import org.jboss.logging.MDC;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Tells the log for which tenant a request is answered. The person stays out of it: the audit log knows who. */
class RequestFields {
    private final SecurityIdentity identity;

    RequestFields(SecurityIdentity identity) {
        this.identity = identity;
    }

    /** The fields live on the request's own context and end with it. */
    @ServerRequestFilter
    public void name() {
        Bearer bearer = identity.getAttribute(BearerIdentityProvider.BEARER);
        if (bearer != null) {
            MDC.put("tenant", bearer.tenant());
        }
    }
}
