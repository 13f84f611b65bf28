package dev.gleaner.workflow.desk;

import dev.gleaner.http.ProblemException;
import dev.gleaner.item.WorkItem;
import dev.gleaner.item.WorkItems;
import io.smallrye.mutiny.Uni;
import java.util.UUID;

/** Finds one item of a tenant. Another tenant's item is not there, rather than forbidden. */
final class ItemLookup {

    private ItemLookup() {}

    /**
     * The tenant's item of this id. Runs inside the caller's transaction.
     *
     * @throws ProblemException (in the Uni) if there is none
     */
    static <I extends WorkItem> Uni<I> require(WorkItems<I> shelf, String tenant, UUID id) {
        return shelf.find("id = ?1 and tenant = ?2", id, tenant)
                .firstResult()
                .onItem()
                .ifNull()
                .failWith(() -> ProblemException.notFound("There is no " + shelf.table() + " " + id));
    }
}
