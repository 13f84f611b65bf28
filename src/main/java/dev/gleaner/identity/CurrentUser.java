package dev.gleaner.identity;

import dev.gleaner.vocabulary.Role;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.util.Set;

/** Who sent the request that is being answered. Ask it in the resource, before the transaction; pass values on. */
@RequestScoped
public class CurrentUser {
    private final SecurityIdentity identity;

    CurrentUser(SecurityIdentity identity) {
        this.identity = identity;
    }

    /** Whose rows the request may see and make. */
    public String tenant() {
        return bearer().tenant();
    }

    /** The account's address. */
    public String email() {
        return bearer().email();
    }

    /** Who it is, as a value for the transaction. */
    public Actor actor() {
        return new Actor(tenant(), email());
    }

    /** What the account was granted; an administrator's {@code USER} may go without saying. */
    public Set<Role> roles() {
        return Set.copyOf(bearer().roles());
    }

    private Bearer bearer() {
        Bearer bearer = identity.getAttribute(BearerIdentityProvider.BEARER);
        if (bearer == null) {
            throw new UnauthorizedException();
        }
        return bearer;
    }
}
