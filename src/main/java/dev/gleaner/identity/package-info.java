/**
 * Who is asking: accounts, sign-in, tokens, roles and the tenant. Rooms see {@link dev.gleaner.identity.CurrentUser}
 * and nothing else of it.
 *
 * <p>A token is checked without the database: its key is cached, and what it says (tenant, roles) holds until it
 * expires. An outside issuer would be one more {@link dev.gleaner.identity.TokenVerifier}.
 */
package dev.gleaner.identity;
