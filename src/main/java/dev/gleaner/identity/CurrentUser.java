package dev.gleaner.identity;

import dev.gleaner.http.ProblemException;
import dev.gleaner.vocabulary.Role;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.util.Set;

/** Who sent the request that is being answered. Ask it in the resource, before the transaction; pass values on. */
@RequestScoped
public class CurrentUser {
    private final SecurityIdentity identity;
    private final String operators;

    CurrentUser(SecurityIdentity identity, AdminSettings settings) {
        this.identity = identity;
        this.operators = settings.tenant();
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
        return new Actor(tenant(), bearer().actor());
    }

    /** What the account was granted; an administrator's {@code USER} may go without saying. */
    public Set<Role> roles() {
        return Set.copyOf(bearer().roles());
    }

    /**
     * Passes an administrator of the operators' tenant, the one that the first administrator belongs to. Those of other
     * tenants administer theirs.
     *
     * @param deed what only operators do, for the sentence
     * @throws ProblemException 403 otherwise
     */
    public void requireOperator(String deed) {
        if (!roles().contains(Role.ADMIN) || !tenant().equals(operators)) {
            throw ProblemException.forbidden(
                    "Only an administrator of the operators' tenant (gleaner.admin.tenant) may " + deed + ".");
        }
    }

    /** What a sign-in is renewed or ended with; taken only where that is done. */
    Secret refreshToken() {
        Secret token = identity.getAttribute(BearerIdentityProvider.REFRESH_TOKEN);
        if (token == null) {
            throw new UnauthorizedException();
        }
        return token;
    }

    Bearer bearer() {
        Bearer bearer = identity.getAttribute(BearerIdentityProvider.BEARER);
        if (bearer == null) {
            throw new UnauthorizedException();
        }
        return bearer;
    }
}
