package dev.gleaner.identity;

import dev.gleaner.database.SessionGateway;
import dev.gleaner.http.Condition;
import dev.gleaner.http.ListRequest;
import dev.gleaner.http.Listing;
import dev.gleaner.http.Listings;
import dev.gleaner.http.ProblemException;
import dev.gleaner.http.Sorting;
import dev.gleaner.vocabulary.AuditAction;
import dev.gleaner.vocabulary.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;

/** Keys for programs: users have their own, administrators see the tenant's. */
@Path("/api/v1/api-keys")
@RolesAllowed("USER")
@Tag(name = "Sign-in")
class ApiKeyResource {
    private static final int CREATED = 201;
    private static final Sorting<ApiKey> NEWEST_FIRST =
            Sorting.of(ApiKey::id, "-createdAt").by("createdAt", Instant.class, ApiKey::createdAt);

    private final SessionGateway sessions;
    private final ApiKeys keys;
    private final ApiKeyVerifier verifier;
    private final Listings listings;
    private final Audit audit;
    private final CurrentUser user;
    private final Clock clock;

    ApiKeyResource(
            SessionGateway sessions,
            ApiKeys keys,
            ApiKeyVerifier verifier,
            Listings listings,
            Audit audit,
            CurrentUser user,
            Clock clock) {
        this.sessions = sessions;
        this.keys = keys;
        this.verifier = verifier;
        this.listings = listings;
        this.audit = audit;
        this.user = user;
        this.clock = clock;
    }

    @GET
    @Operation(summary = "List keys for programs: one's own, or the tenant's for administrators")
    public Uni<Listing<ApiKeyView>> list(@BeanParam ListRequest request) {
        Condition condition = visible().and(Condition.of("revokedAt is null", Map.of()));
        return sessions.inTransactionOf(
                user.tenant(),
                "list api keys",
                () -> listings.list(keys, condition, NEWEST_FIRST, request).map(page -> page.map(ApiKeyView::of)));
    }

    @POST
    @ResponseStatus(CREATED)
    @Operation(summary = "Make a key for a program; the answer is the only place that shows it")
    public Uni<ApiKeyView> create(@Valid NewApiKey wish) {
        Bearer owner = user.bearer();
        Secret secret = Secret.random(ApiKey.PREFIX);
        ApiKey key = new ApiKey(owner, wish, granted(owner, wish), secret, now());
        Actor actor = user.actor();
        return sessions.inTransactionOf(
                        actor.tenant(),
                        "new api key",
                        () -> keys.persist(key)
                                .chain(() -> audit.record(actor, AuditAction.API_KEY_CREATED, subject(key), told(key))))
                .replaceWith(ApiKeyView.of(key, secret.reveal()));
    }

    /** A key is no way to get more than its owner has, nor to outlive its own revocation by making others. */
    private static Set<Role> granted(Bearer owner, NewApiKey wish) {
        if (owner.key() != null) {
            throw ProblemException.forbidden("A key makes no keys: sign in to make one.");
        }
        Set<Role> roles = wish.rolesOrUser();
        if (roles.contains(Role.ADMIN) && !owner.roles().contains(Role.ADMIN)) {
            throw ProblemException.forbidden("Only an administrator makes an administrator's key.");
        }
        return roles;
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "Revoke a key")
    @APIResponse(responseCode = "204", description = "Refused from now on, by all replicas within seconds")
    public Uni<Void> revoke(@RestPath UUID id) {
        Condition wanted = visible().and(Condition.equal("id", id)).and(Condition.of("revokedAt is null", Map.of()));
        Actor actor = user.actor();
        return sessions.inTransactionOf(
                        actor.tenant(),
                        "revoke api key",
                        () -> keys.find(wanted.hql(), wanted.parameters())
                                .firstResult()
                                .onItem()
                                .ifNull()
                                .failWith(() -> ProblemException.notFound("There is no key " + id))
                                .invoke(key -> key.revokedAt = now())
                                .call(key -> audit.record(actor, AuditAction.API_KEY_REVOKED, subject(key), told(key))))
                .invoke(key -> verifier.forget(key.hash))
                .replaceWithVoid();
    }

    private Condition visible() {
        Condition own = Condition.equal("tenant", user.tenant());
        return user.roles().contains(Role.ADMIN) ? own : own.and(Condition.equal("owner", user.email()));
    }

    private static String subject(ApiKey key) {
        return "api-key/" + key.id();
    }

    private static Map<String, Object> told(ApiKey key) {
        return Map.of("name", key.name, "owner", key.owner, "roles", key.roles(), "readOnly", key.readOnly);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
