package dev.gleaner.workflow.desk;

import dev.gleaner.curation.Curated;
import dev.gleaner.curation.Curation;
import dev.gleaner.curation.Decision;
import dev.gleaner.curation.Filter;
import dev.gleaner.curation.Requeue;
import dev.gleaner.database.SessionGateway;
import dev.gleaner.http.Condition;
import dev.gleaner.http.ExportRequest;
import dev.gleaner.http.Exports;
import dev.gleaner.http.Imports;
import dev.gleaner.http.ListRequest;
import dev.gleaner.http.Listing;
import dev.gleaner.http.Listings;
import dev.gleaner.http.Receipt;
import dev.gleaner.http.Sorting;
import dev.gleaner.identity.Actor;
import dev.gleaner.identity.Audit;
import dev.gleaner.identity.CurrentUser;
import dev.gleaner.item.WorkItem;
import dev.gleaner.item.WorkItems;
import dev.gleaner.pipeline.Engine;
import dev.gleaner.vocabulary.AuditAction;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jboss.resteasy.reactive.RestMulti;

/**
 * What the resources of all processable items do alike: list, get, decide, requeue, each in a transaction of its own and
 * within the tenant. A resource holds one and adds its paths, roles and what is special about its kind.
 *
 * @param <I> the item
 * @param <V> how clients see it
 */
public final class ItemDesk<I extends WorkItem, V> {
    private final Clerk clerk;
    private final WorkItems<I> shelf;
    private final Sorting<I> sorting;
    private final Function<List<I>, Uni<List<V>>> views;

    ItemDesk(Clerk clerk, WorkItems<I> shelf, Sorting<I> sorting, Function<List<I>, Uni<List<V>>> views) {
        this.clerk = clerk;
        this.shelf = shelf;
        this.sorting = sorting;
        this.views = views;
    }

    /** One page of the tenant's items. */
    public Uni<Listing<V>> list(Filter filter, ListRequest request) {
        return list(clerk.user().tenant(), filter.condition(), request);
    }

    /** All of the tenant's items that the filter means, as a document. */
    public RestMulti<byte[]> export(Class<V> view, Filter filter, ExportRequest request) {
        // who asks is only known now, not when the later pages are read
        String tenant = clerk.user().tenant();
        return clerk.exports().of(shelf.table() + "s", view, request, page -> list(tenant, filter.condition(), page));
    }

    private Uni<Listing<V>> list(String tenant, Condition filter, ListRequest request) {
        Condition condition = Condition.equal("tenant", tenant).and(filter);
        return clerk.sessions()
                .inTransactionOf(
                        tenant,
                        "list " + shelf.table(),
                        () -> clerk.listings()
                                .list(shelf, condition, sorting, request)
                                .chain(page -> views.apply(page.items())
                                        .map(items -> new Listing<>(items, page.nextCursor(), page.total()))));
    }

    /** One of the tenant's items. */
    public Uni<V> get(UUID id) {
        String tenant = clerk.user().tenant();
        return clerk.sessions()
                .inTransactionOf(
                        tenant,
                        "get " + shelf.table(),
                        () -> ItemLookup.require(shelf, tenant, id)
                                .chain(item -> views.apply(List.of(item)))
                                .map(view -> view.get(0)));
    }

    /** Decides, and lets the engine look at what was queued. */
    public Uni<Curated> curate(Decision<?> decision) {
        return curate(decision, tenant -> Uni.createFrom().voidItem());
    }

    /** The same, and in the same transaction what follows from it for the tenant. */
    public Uni<Curated> curate(Decision<?> decision, Function<String, Uni<?>> then) {
        Actor actor = clerk.user().actor();
        return clerk.sessions()
                .inTransactionOf(
                        actor.tenant(),
                        "curate " + shelf.table(),
                        () -> clerk.curation()
                                .decide(shelf, actor.tenant(), decision)
                                .call(curated -> record(actor, AuditAction.CURATED, decision, curated))
                                .call(() -> then.apply(actor.tenant())))
                .invoke(clerk.engine()::nudge);
    }

    /** Queues failed items again, and lets the engine look at them. */
    public Uni<Curated> requeue(Requeue<?> requeue) {
        return requeue(requeue, tenant -> Uni.createFrom().voidItem());
    }

    /** The same, and in the same transaction what follows from it for the tenant. */
    public Uni<Curated> requeue(Requeue<?> requeue, Function<String, Uni<?>> then) {
        Actor actor = clerk.user().actor();
        return clerk.sessions()
                .inTransactionOf(
                        actor.tenant(),
                        "requeue " + shelf.table(),
                        () -> clerk.curation()
                                .requeue(shelf, actor.tenant(), requeue)
                                .call(curated -> record(actor, AuditAction.REQUEUED, requeue, curated))
                                .call(() -> then.apply(actor.tenant())))
                .invoke(clerk.engine()::nudge);
    }

    /** What meant nothing did nothing, and is no deed. */
    private Uni<Void> record(Actor actor, AuditAction action, Object decision, Curated curated) {
        return curated.matched() == 0
                ? Uni.createFrom().voidItem()
                : clerk.audit().record(actor, action, shelf.table(), new Deed(decision, curated));
    }

    /** Does what may queue an item, and lets the engine look at it. */
    public <R> Uni<R> act(Function<Actor, Uni<R>> deed) {
        return act(clerk.user().actor(), deed);
    }

    /** Enters what was submitted. */
    public <R extends Receipt> Uni<R> submit(boolean select, Function<String, Uni<R>> entering) {
        return submit(clerk.user().actor(), select, entering);
    }

    /** Enters the rows of a document, many in a transaction but never all of them. */
    public <R extends Receipt> RestMulti<byte[]> submitAll(
            List<String> rows, boolean select, BiFunction<String, List<String>, Uni<R>> entering) {
        // who asks is only known now, not when the later rows are entered
        Actor actor = clerk.user().actor();
        return clerk.imports().of(rows, chunk -> submit(actor, select, tenant -> entering.apply(tenant, chunk)));
    }

    private <R extends Receipt> Uni<R> submit(Actor actor, boolean select, Function<String, Uni<R>> entering) {
        return act(actor, it -> entering.apply(it.tenant()).call(receipt -> record(it, select, receipt)));
    }

    /** What entered and queued nothing is no deed. */
    private Uni<Void> record(Actor actor, boolean select, Receipt receipt) {
        return receipt.created() == 0 && receipt.queued() == 0
                ? Uni.createFrom().voidItem()
                : clerk.audit().record(actor, AuditAction.SUBMITTED, shelf.table(), Entered.of(select, receipt));
    }

    private <R> Uni<R> act(Actor actor, Function<Actor, Uni<R>> deed) {
        return clerk.sessions()
                .inTransactionOf(actor.tenant(), "submit " + shelf.table(), () -> deed.apply(actor))
                .invoke(clerk.engine()::nudge);
    }

    /** Who a desk works with. */
    record Clerk(
            SessionGateway sessions,
            Listings listings,
            Exports exports,
            Imports imports,
            Curation curation,
            Engine engine,
            Audit audit,
            CurrentUser user) {}

    /** What the audit log tells of a decision: what was asked for, and what came of it. */
    @RegisterForReflection
    record Deed(Object decision, Curated outcome) {}

    /** What the audit log tells of a submission. */
    @RegisterForReflection
    record Entered(boolean select, long created, long existing, long queued, List<UUID> ids) {
        static Entered of(boolean select, Receipt receipt) {
            return new Entered(select, receipt.created(), receipt.existing(), receipt.queued(), receipt.ids());
        }
    }
}
