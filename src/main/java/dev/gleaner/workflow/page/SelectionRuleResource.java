package dev.gleaner.workflow.page;

import dev.gleaner.database.SessionGateway;
import dev.gleaner.identity.Actor;
import dev.gleaner.identity.Audit;
import dev.gleaner.identity.CurrentUser;
import dev.gleaner.vocabulary.AuditAction;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a tenant wants read without being asked. Whoever decides on pages may decide on the rule for them. */
@Path("/api/v1/selection-rules")
@RolesAllowed("USER")
@Tag(name = "Pages")
class SelectionRuleResource {
    private static final int MOST = 100;

    private final SessionGateway sessions;
    private final SelectionRules rules;
    private final Audit audit;
    private final CurrentUser user;

    SelectionRuleResource(SessionGateway sessions, SelectionRules rules, Audit audit, CurrentUser user) {
        this.sessions = sessions;
        this.rules = rules;
        this.audit = audit;
        this.user = user;
    }

    /** All of them, in the order in which they are asked. */
    @GET
    @Operation(summary = "List selection rules", description = "The first rule that fits a found page decides.")
    public Uni<List<SelectionRuleView>> list() {
        String tenant = user.tenant();
        return sessions.inTransactionOf(tenant, "list selection rules", () -> rules.of(tenant))
                .map(SelectionRuleResource::views);
    }

    /** Replaces all of them. */
    @PUT
    @Operation(
            summary = "Replace selection rules",
            description = "They decide on pages that surveys and imports find from now on; scans have an order of their"
                    + " own, and what a person decided stays.")
    public Uni<List<SelectionRuleView>> replace(
            @NotNull @Size(max = MOST) List<@Valid @NotNull SelectionRuleView> wishes) {
        Actor actor = user.actor();
        return sessions.inTransactionOf(
                        actor.tenant(),
                        "replace selection rules",
                        () -> rules.replace(actor.tenant(), wishes)
                                .call(() -> audit.record(
                                        actor,
                                        AuditAction.SELECTION_RULES_CHANGED,
                                        "selection-rules",
                                        Map.of("rules", wishes))))
                .map(SelectionRuleResource::views);
    }

    private static List<SelectionRuleView> views(List<SelectionRule> rules) {
        return rules.stream().map(SelectionRuleView::of).toList();
    }
}
