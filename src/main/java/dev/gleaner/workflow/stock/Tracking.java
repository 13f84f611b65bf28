package dev.gleaner.workflow.stock;

import dev.gleaner.workflow.price.Symbol;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Begins to track a symbol, and ends it. Runs inside the caller's transaction. */
@ApplicationScoped
class Tracking {
    /** Not urgent: in the lane of a provider all are equal, or one that it keeps putting off would go before the others. */
    private static final String TRACK = """
            insert into stock as s (tenant, lane, priority, symbol, active, tracked_at, curation_status,
                                    processing_status, next_attempt_at)
            values (cast(:tenant as text), cast(:lane as text), 1, cast(:symbol as text), true, now(), 'SELECTED',
                    'QUEUED', now())
            on conflict on constraint stock_is_named_once do update
               set active = true, tracked_at = coalesce(s.tracked_at, now()), curation_status = 'SELECTED',
                   lane = case when s.processing_status = 'PROCESSING' then s.lane else excluded.lane end,
                   priority = 1, attempts = case when s.processing_status = 'PROCESSING' then s.attempts else 0 end,
                   next_attempt_at = case when s.processing_status = 'PROCESSING' then null else now() end,
                   processing_status = case when s.processing_status = 'PROCESSING' then s.processing_status
                                            else 'QUEUED' end,
                   error_code = null, error_message = null, error_step = null, error_at = null, updated_at = now()
             where not s.active
            returning s.tracked_at = now()
            """;

    private static final String END = """
            update stock s
               set active = false, curation_status = 'ARCHIVED',
                   processing_status = case when s.processing_status = 'QUEUED' then 'IDLE' else s.processing_status end,
                   next_attempt_at = null, updated_at = now()
             where s.tenant = cast(:tenant as text) and s.symbol = cast(:symbol as text) and s.active
            """;

    private static final String FOLLOW = """
            update stock s
               set active = true, tracked_at = coalesce(s.tracked_at, now()),
                   lane = case when s.processing_status = 'PROCESSING' then s.lane else cast(:lane as text) end
             where s.tenant = cast(:tenant as text) and not s.active and s.curation_status = 'SELECTED'
            """;

    private final Provider provider;

    Tracking(Provider provider) {
        this.provider = provider;
    }

    /**
     * What came of the wish to track a symbol.
     *
     * @param changed whether it was not tracked until now
     * @param isNew whether it never was before
     */
    record Begun(boolean changed, boolean isNew) {}

    /** Tracks a symbol, and queues it unless it is tracked already. */
    Uni<Begun> begin(String tenant, Symbol symbol) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(TRACK, Boolean.class)
                        .setParameter("tenant", tenant)
                        .setParameter("lane", provider.lane())
                        .setParameter("symbol", symbol.value())
                        .getResultList())
                .map(rows -> new Begun(!rows.isEmpty(), rows.contains(Boolean.TRUE)));
    }

    /** Ends it: the prices stay, what is queued leaves the queue. */
    Uni<Void> end(String tenant, String symbol) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(END)
                        .setParameter("tenant", tenant)
                        .setParameter("symbol", symbol)
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** Whoever selects an item wants it done: what was selected is tracked from now on. */
    Uni<Void> follow(String tenant) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(FOLLOW)
                        .setParameter("tenant", tenant)
                        .setParameter("lane", provider.lane())
                        .executeUpdate())
                .replaceWithVoid();
    }
}
