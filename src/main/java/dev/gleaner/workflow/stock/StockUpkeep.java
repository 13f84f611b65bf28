package dev.gleaner.workflow.stock;

import dev.gleaner.pipeline.Upkeep;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.LocalDate;

/**
 * Queues what is tracked once per trading day, after the close. What a provider does not know is not asked for again by
 * itself; other failures get another day.
 */
@ApplicationScoped
class StockUpkeep implements Upkeep {
    private static final String QUEUE = """
            update stock s
               set processing_status = 'QUEUED', next_attempt_at = now(), attempts = 0, priority = 1,
                   lane = cast(:lane as text), error_code = null, error_message = null, error_step = null,
                   error_at = null, updated_at = now()
             where s.id in (
                   select d.id from stock d
                    where d.active and d.curation_status = 'SELECTED'
                      and (d.processing_status in ('IDLE', 'COMPLETE', 'EMPTY')
                               and (d.retrieved_for is null or d.retrieved_for < cast(cast(:day as text) as date))
                           or d.processing_status in ('ERROR', 'FILTERED') and d.error_code <> 'unknown_symbol'
                               and d.error_at < cast(cast(:closed as text) as timestamptz))
                    order by d.id limit 10000 for update skip locked)
            """;

    private final Provider provider;
    private final MarketCalendar calendar;

    StockUpkeep(Provider provider, MarketCalendar calendar) {
        this.provider = provider;
        this.calendar = calendar;
    }

    @Override
    public String name() {
        return "stocks";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(1);
    }

    @Override
    public Uni<Void> run() {
        LocalDate day = calendar.lastTradingDay();
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(QUEUE)
                        .setParameter("lane", provider.lane())
                        .setParameter("day", day.toString())
                        .setParameter("closed", calendar.closeOf(day).toString())
                        .executeUpdate())
                .replaceWithVoid();
    }
}
