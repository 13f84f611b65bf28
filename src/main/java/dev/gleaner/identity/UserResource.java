package dev.gleaner.identity;

import dev.gleaner.database.SessionGateway;
import dev.gleaner.http.Condition;
import dev.gleaner.http.ListRequest;
import dev.gleaner.http.Listing;
import dev.gleaner.http.Listings;
import dev.gleaner.http.ProblemException;
import dev.gleaner.http.Sorting;
import dev.gleaner.vocabulary.AuditAction;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** The accounts, for administrators. */
@Path("/api/v1/users")
@RolesAllowed("ADMIN")
@Tag(name = "Sign-in")
class UserResource {
    private static final int CREATED = 201;
    private static final Sorting<Account> BY_EMAIL = Sorting.of(Account::id, "email")
            .by("email", String.class, Account::email)
            .by("createdAt", Instant.class, Account::createdAt);

    private final SessionGateway sessions;
    private final Accounts accounts;
    private final RefreshTokens refreshTokens;
    private final AccountStates states;
    private final Passwords passwords;
    private final Listings listings;
    private final Audit audit;
    private final CurrentUser administrator;
    private final Clock clock;

    UserResource(
            SessionGateway sessions,
            Accounts accounts,
            RefreshTokens refreshTokens,
            AccountStates states,
            Passwords passwords,
            Listings listings,
            Audit audit,
            CurrentUser administrator,
            Clock clock) {
        this.sessions = sessions;
        this.accounts = accounts;
        this.refreshTokens = refreshTokens;
        this.states = states;
        this.passwords = passwords;
        this.listings = listings;
        this.audit = audit;
        this.administrator = administrator;
        this.clock = clock;
    }

    @POST
    @ResponseStatus(CREATED)
    @Operation(summary = "Make an account")
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = UserView.class)))
    public Uni<UserView> create(@Valid NewUser user) {
        Passwords.requireShort("password", user.password());
        Actor actor = administrator.actor();
        String tenant = user.tenant() == null ? actor.tenant() : user.tenant();
        boolean ownTenant = tenant.equals(actor.tenant());
        if (!ownTenant) {
            administrator.requireOperator("make accounts for another tenant");
        }
        return passwords
                .hash(user.password())
                .map(hash -> account(user, tenant, hash))
                .chain(account -> ownTenant
                        ? sessions.inTransactionOf(tenant, "new user", () -> add(actor, account))
                        : sessions.inTransaction("new user elsewhere", () -> add(actor, account)));
    }

    private Account account(NewUser user, String tenant, String hash) {
        return new Account(
                tenant, user.email(), hash, user.roles(), clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    @GET
    @Operation(summary = "List the tenant's accounts")
    public Uni<Listing<UserView>> list(@BeanParam ListRequest request) {
        Condition condition = Condition.equal("tenant", administrator.tenant());
        return sessions.inTransactionOf(
                administrator.tenant(),
                "list users",
                () -> listings.list(accounts, condition, BY_EMAIL, request).map(page -> page.map(UserView::of)));
    }

    @PATCH
    @Path("/{id}")
    @Operation(
            summary = "Change an account's roles or password, close it or open it again",
            description = "Ends its sign-ins: what it was allowed before is not allowed any more.")
    public Uni<UserView> change(@RestPath UUID id, @Valid UserChange change) {
        if (change.password() != null) {
            Passwords.requireShort("password", change.password());
        }
        Actor actor = administrator.actor();
        return hashed(change.password())
                .chain(hash ->
                        sessions.inTransactionOf(actor.tenant(), "change user", () -> change(actor, id, change, hash)))
                .invoke(account -> states.forget(account.email()))
                .map(UserView::of);
    }

    private Uni<Optional<String>> hashed(@Nullable String password) {
        return password == null
                ? Uni.createFrom().item(Optional.empty())
                : passwords.hash(password).map(Optional::of);
    }

    private Uni<Account> change(Actor actor, UUID id, UserChange change, Optional<String> hash) {
        return accounts.require(actor.tenant(), id)
                .invoke(account -> change.applyTo(account, hash, clock.instant()))
                .call(account -> refreshTokens.endAll(account.id()))
                .call(account ->
                        audit.record(actor, AuditAction.ACCOUNT_CHANGED, "account/" + account.email(), change.told()));
    }

    private Uni<Void> record(Actor actor, Account account) {
        return audit.record(
                actor,
                AuditAction.ACCOUNT_CREATED,
                "account/" + account.email(),
                Map.of("tenant", account.tenant(), "roles", account.roles()));
    }

    private Uni<UserView> add(Actor actor, Account account) {
        return accounts.addUnlessPresent(account)
                .invoke(added -> {
                    if (!added) {
                        throw ProblemException.conflict("There is an account with this e-mail address already.");
                    }
                })
                .chain(() -> record(actor, account))
                .replaceWith(UserView.of(account));
    }
}
