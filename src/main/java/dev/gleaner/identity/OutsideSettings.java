package dev.gleaner.identity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;
import java.util.Set;

/**
 * An issuer of tokens besides ourselves: an OpenID provider by the address of its keys, or one that shares a secret with
 * us, such as Supabase. Off unless a secret or an address is given.
 */
@ConfigMapping(prefix = "gleaner.auth.outside")
public interface OutsideSettings {

    /** The secret that HS256 tokens are signed with; Supabase calls it the JWT secret. */
    Optional<String> secret();

    /** Where the issuer publishes its keys (a JWKS): tokens signed with RS, PS and ES algorithms are taken. */
    Optional<String> jwksUrl();

    /** The {@code iss} that tokens must have. Needed with {@link #jwksUrl()}; checked with a secret if it is given. */
    Optional<String> issuer();

    /** The {@code aud} that tokens must have; Supabase writes {@code authenticated}. */
    @WithDefault("authenticated")
    String audience();

    /** The claim that names the tenant, {@code .} between the levels of nested ones. */
    @WithDefault("tenant")
    String tenantClaim();

    /** The tenant of tokens that name none; not set: they are refused. */
    Optional<String> defaultTenant();

    /** The claim with the roles: a text, or a list of them. Without it, a token is a user's. */
    @WithDefault("roles")
    String rolesClaim();

    /** Which of the issuer's roles are administrators here. */
    @WithDefault("ADMIN")
    Set<String> adminRoles();
}
