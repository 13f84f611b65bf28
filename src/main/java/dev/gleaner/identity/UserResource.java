package dev.gleaner.identity;

import dev.gleaner.database.SessionGateway;
import dev.gleaner.http.ProblemException;
import dev.gleaner.vocabulary.AuditAction;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** The accounts, for administrators. */
@Path("/api/v1/users")
@RolesAllowed("ADMIN")
@Tag(name = "Sign-in")
class UserResource {
    private static final int CREATED = 201;

    private final SessionGateway sessions;
    private final Accounts accounts;
    private final Passwords passwords;
    private final Audit audit;
    private final CurrentUser administrator;
    private final Clock clock;

    UserResource(
            SessionGateway sessions,
            Accounts accounts,
            Passwords passwords,
            Audit audit,
            CurrentUser administrator,
            Clock clock) {
        this.sessions = sessions;
        this.accounts = accounts;
        this.passwords = passwords;
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
            content = @Content(schema = @Schema(implementation = UserView.class)))
    public Uni<UserView> create(@Valid NewUser user) {
        if (Passwords.isTooLong(user.password())) {
            throw ProblemException.invalid("password", "must not be longer than " + Passwords.LONGEST_BYTES + " bytes");
        }
        Actor actor = administrator.actor();
        String tenant = user.tenant() == null ? administrator.tenant() : user.tenant();
        return passwords
                .hash(user.password())
                .map(hash -> account(user, tenant, hash))
                .chain(account ->
                        sessions.inTransaction("new user", () -> add(account).call(() -> record(actor, account))));
    }

    private Account account(NewUser user, String tenant, String hash) {
        return new Account(
                tenant, user.email(), hash, user.roles(), clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    private Uni<Void> record(Actor actor, Account account) {
        return audit.record(
                actor,
                AuditAction.ACCOUNT_CREATED,
                "account/" + account.email(),
                Map.of("tenant", account.tenant(), "roles", account.roles()));
    }

    private Uni<UserView> add(Account account) {
        return accounts.addUnlessPresent(account).map(added -> {
            if (!added) {
                throw ProblemException.conflict("There is an account with this e-mail address already.");
            }
            return UserView.of(account);
        });
    }
}
