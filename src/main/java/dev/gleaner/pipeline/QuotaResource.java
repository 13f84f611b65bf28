package dev.gleaner.pipeline;

import dev.gleaner.database.SessionGateway;
import dev.gleaner.identity.Actor;
import dev.gleaner.identity.Audit;
import dev.gleaner.identity.CurrentUser;
import dev.gleaner.quota.Limits;
import dev.gleaner.quota.QuotaView;
import dev.gleaner.quota.Quotas;
import dev.gleaner.vocabulary.AuditAction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** What tenants may use, and what they have used up. */
@Path("/api/v1/quotas")
@RolesAllowed("USER")
@Tag(name = "Quotas")
class QuotaResource {
    private static final String TENANT = "[a-z0-9][a-z0-9_-]{0,62}";

    private final SessionGateway sessions;
    private final Quotas quotas;
    private final Allowance allowance;
    private final Engine engine;
    private final Audit audit;
    private final CurrentUser user;

    QuotaResource(
            SessionGateway sessions, Quotas quotas, Allowance allowance, Engine engine, Audit audit, CurrentUser user) {
        this.sessions = sessions;
        this.quotas = quotas;
        this.allowance = allowance;
        this.engine = engine;
        this.audit = audit;
        this.user = user;
    }

    /** The own ones. */
    @GET
    @Operation(summary = "What one's tenant may use, and has used up")
    public Uni<QuotaView> own() {
        return look(user.tenant());
    }

    /** Another tenant's, for operators. */
    @GET
    @Path("/{tenant}")
    @RolesAllowed("ADMIN")
    @Operation(summary = "What a tenant may use, and has used up; for the operators' administrators")
    public Uni<QuotaView> of(@RestPath @Pattern(regexp = TENANT) String tenant) {
        user.requireOperator("look at the quotas of tenants");
        return look(tenant);
    }

    private Uni<QuotaView> look(String tenant) {
        return sessions.inTransactionOf(tenant, "view quota", () -> quotas.of(tenant));
    }

    /** Replaces them. What waited for the end of the day because of the old ones is due at once. */
    @PUT
    @Path("/{tenant}")
    @RolesAllowed("ADMIN")
    @Operation(
            summary = "Say what a tenant may use; for the operators' administrators",
            description = "0 is any number; what is left out or null follows the settings.")
    public Uni<QuotaView> allow(@RestPath @Pattern(regexp = TENANT) String tenant, @Valid @NotNull Limits wish) {
        user.requireOperator("change the quotas of tenants");
        Actor actor = user.actor();
        return sessions.inTransaction(
                        "change quota",
                        () -> change(actor, tenant, wish)
                                .call(() -> audit.record(actor, AuditAction.QUOTA_CHANGED, "tenant/" + tenant, wish)))
                .invoke(engine::nudge);
    }

    private Uni<QuotaView> change(Actor actor, String tenant, Limits wish) {
        return quotas.allow(tenant, wish, actor.name())
                .chain(() -> Multi.createFrom()
                        .iterable(engine.workflows())
                        .onItem()
                        .transformToUniAndConcatenate(workflow -> allowance.bringForward(workflow, tenant))
                        .collect()
                        .asList())
                .chain(() -> quotas.of(tenant));
    }
}
