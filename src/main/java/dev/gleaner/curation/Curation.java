package dev.gleaner.curation;

import dev.gleaner.http.Condition;
import dev.gleaner.http.ProblemException;
import dev.gleaner.item.WorkItem;
import dev.gleaner.item.WorkItems;
import dev.gleaner.quota.Quotas;
import dev.gleaner.vocabulary.CurationStatus;
import dev.gleaner.vocabulary.ProcessingStatus;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Decides for many items at once what {@link WorkItem#curate} decides for one. Runs inside the caller's transaction and
 * opens none; after the commit the caller nudges the engine.
 */
@ApplicationScoped
public class Curation {
    private static final Set<ProcessingStatus> BUSY = Set.of(ProcessingStatus.QUEUED, ProcessingStatus.PROCESSING);

    private static final String TO_QUEUE = "curationStatus = :decision, processingStatus = :queued, attempts = 0,"
            + " priority = :priority, nextAttemptAt = instant, error.code = null, error.message = null,"
            + " error.step = null, error.at = null, updatedAt = instant";
    private static final String FROM_QUEUE =
            "curationStatus = :decision, processingStatus = :idle, nextAttemptAt = null, updatedAt = instant";
    private static final String DECIDE = "curationStatus = :decision, updatedAt = instant";

    /** Only what is queued has a next attempt. */
    private static final String DECIDE_AGAINST = "curationStatus = :decision, processingStatus = case processingStatus"
            + " when :queued then :idle else processingStatus end, nextAttemptAt = null, updatedAt = instant";

    private final Quotas quotas;

    Curation(Quotas quotas) {
        this.quotas = quotas;
    }

    /**
     * Applies the decision to every item that it means.
     *
     * @throws ProblemException (in the Uni) 429 if it queues something and the tenant's quota for the day is used up
     */
    public <I extends WorkItem> Uni<Curated> decide(WorkItems<I> shelf, String tenant, Decision<?> decision) {
        Condition items = decision.items(tenant);
        CurationStatus status = decision.curationStatus();
        return (status == CurationStatus.SELECTED
                        ? quotas.requireOpenDay(tenant)
                        : Uni.createFrom().voidItem())
                .chain(() -> shelf.count(items.hql(), items.parameters()))
                .chain(matched -> status == CurationStatus.SELECTED
                        ? select(shelf, items, matched)
                        : deselect(shelf, items, matched, status));
    }

    /**
     * Puts failed items back into the queue, with all their attempts.
     *
     * @throws ProblemException (in the Uni) 429 if the tenant's quota for the day is used up
     */
    public <I extends WorkItem> Uni<Curated> requeue(WorkItems<I> shelf, String tenant, Requeue<?> requeue) {
        Condition failed = requeue.items(tenant).and(Processed.to(ProcessingStatus.ERROR));
        return quotas.requireOpenDay(tenant)
                .chain(() -> shelf.count(failed.hql(), failed.parameters()))
                .chain(matched -> queue(shelf, failed).map(queued -> new Curated(matched, queued, queued, 0)));
    }

    /**
     * What is queued or in flight already is not queued again. The busy ones first: they are locked from then on, so that
     * none can end between the two statements and miss the decision.
     */
    private <I extends WorkItem> Uni<Curated> select(WorkItems<I> shelf, Condition items, long matched) {
        Condition free = items.and(Condition.of("processingStatus not in :busy", Map.of("busy", BUSY)));
        Condition busy = items.and(Processed.to(ProcessingStatus.QUEUED).or(Processed.to(ProcessingStatus.PROCESSING)))
                .and(Condition.of("curationStatus <> :decided", Map.of("decided", CurationStatus.SELECTED)));
        return update(shelf, DECIDE, busy, Map.of("decision", CurationStatus.SELECTED))
                .chain(decided -> queue(shelf, free).map(queued -> new Curated(matched, queued + decided, queued, 0)));
    }

    /**
     * What is still queued leaves the queue; what is in flight finishes. Each item is written once, for a decision may
     * mean 100,000. What comes back to the queue between the two statements leaves it with the second, uncounted.
     */
    private <I extends WorkItem> Uni<Curated> deselect(
            WorkItems<I> shelf, Condition items, long matched, CurationStatus status) {
        Condition queued = items.and(Processed.to(ProcessingStatus.QUEUED));
        Condition others = items.and(Condition.of("curationStatus <> :decided", Map.of("decided", status)));
        return update(shelf, FROM_QUEUE, queued, Map.of("decision", status, "idle", ProcessingStatus.IDLE))
                .chain(dequeued -> update(
                                shelf,
                                DECIDE_AGAINST,
                                others,
                                Map.of(
                                        "decision",
                                        status,
                                        "queued",
                                        ProcessingStatus.QUEUED,
                                        "idle",
                                        ProcessingStatus.IDLE))
                        .map(decided -> new Curated(matched, dequeued + decided, 0, dequeued)));
    }

    private <I extends WorkItem> Uni<Long> queue(WorkItems<I> shelf, Condition items) {
        return update(
                shelf,
                TO_QUEUE,
                items,
                Map.of(
                        "decision",
                        CurationStatus.SELECTED,
                        "queued",
                        ProcessingStatus.QUEUED,
                        "priority",
                        WorkItem.BULK));
    }

    private static <I extends WorkItem> Uni<Long> update(
            WorkItems<I> shelf, String change, Condition items, Map<String, Object> values) {
        Map<String, Object> parameters = new HashMap<>(items.parameters());
        parameters.putAll(values);
        return shelf.update(change + " where " + items.hql(), parameters).map(Integer::longValue);
    }
}
