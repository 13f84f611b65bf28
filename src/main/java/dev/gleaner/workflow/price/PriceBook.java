package dev.gleaner.workflow.price;

import dev.gleaner.workflow.price.SymbolRegister.Entry;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.stream.Collectors;

/**
 * Where prices are entered: some thousand in one statement. A row that says what is known already changes nothing; one
 * that says otherwise leaves what it replaces behind. Runs inside the caller's transaction.
 */
@ApplicationScoped
public class PriceBook {
    /** What a file does not say (Stooq knows no adjusted close) is no reason to forget it. */
    private static final String ENTER = """
            with fresh as (
                select * from jsonb_to_recordset(cast(cast(:prices as text) as jsonb)) as f (
                    date date, open numeric, high numeric, low numeric, close numeric, "adjClose" numeric, volume bigint)),
            revised as (
                insert into price_revision (tenant, stock_id, date, open, high, low, close, adj_close, volume, file_id,
                                            updated_at, revised_by)
                select p.tenant, p.stock_id, p.date, p.open, p.high, p.low, p.close, p.adj_close, p.volume, p.file_id,
                       p.updated_at, cast(cast(:file as text) as uuid)
                  from fresh f join price p
                    on p.tenant = cast(:tenant as text) and p.stock_id = cast(cast(:stock as text) as uuid)
                   and p.date = f.date
                 where (p.open, p.high, p.low, p.close, p.adj_close, p.volume) is distinct from
                       (f.open, f.high, f.low, f.close, coalesce(f."adjClose", p.adj_close), coalesce(f.volume, p.volume))),
            entered as (
                insert into price as p (tenant, stock_id, date, open, high, low, close, adj_close, volume, file_id)
                select cast(:tenant as text), cast(cast(:stock as text) as uuid), f.date, f.open, f.high, f.low, f.close,
                       f."adjClose", f.volume, cast(cast(:file as text) as uuid)
                  from fresh f order by f.date
                on conflict on constraint price_is_known_once do update
                   set open = excluded.open, high = excluded.high, low = excluded.low, close = excluded.close,
                       adj_close = coalesce(excluded.adj_close, p.adj_close),
                       volume = coalesce(excluded.volume, p.volume),
                       file_id = excluded.file_id, updated_at = now()
                 where (p.open, p.high, p.low, p.close, p.adj_close, p.volume) is distinct from
                       (excluded.open, excluded.high, excluded.low, excluded.close,
                        coalesce(excluded.adj_close, p.adj_close), coalesce(excluded.volume, p.volume))
                returning p.date)
            select count(*) from entered
            """;

    /** A split that is news means that the provider has written the days before it anew. */
    private static final String ENTER_EVENTS = """
            with fresh as (
                select * from jsonb_to_recordset(cast(cast(:events as text) as jsonb)) as f (
                    date date, kind text, amount numeric, ratio text)),
            entered as (
                insert into price_event as e (tenant, stock_id, date, kind, amount, ratio, file_id)
                select cast(:tenant as text), cast(cast(:stock as text) as uuid), f.date, f.kind, f.amount, f.ratio,
                       cast(cast(:file as text) as uuid)
                  from fresh f order by f.date, f.kind
                on conflict on constraint price_event_is_known_once do update
                   set amount = excluded.amount, ratio = excluded.ratio, file_id = excluded.file_id
                 where (e.amount, e.ratio) is distinct from (excluded.amount, excluded.ratio)
                returning e.date, e.kind)
            update stock s
               set whole_again = s.whole_again or s.last_price_date is not null and exists (
                       select 1 from entered e where e.kind = 'SPLIT' and e.date > s.last_price_date)
             where s.id = cast(cast(:stock as text) as uuid)
            """;

    private static final String COUNT = """
            update stock s
               set price_count = c.number, last_price_date = c.latest
              from (select count(*) as number, max(p.date) as latest from price p
                     where p.tenant = cast(:tenant as text) and p.stock_id = cast(cast(:stock as text) as uuid)) c
             where s.id = cast(cast(:stock as text) as uuid)
            """;

    private final SymbolRegister symbols;

    PriceBook(SymbolRegister symbols) {
        this.symbols = symbols;
    }

    /** Enters what a file brings, and says how many prices are new or other than before. */
    public Uni<Integer> enter(Delivery delivery) {
        return symbols.enter(delivery.tenant(), delivery.symbol())
                .chain(stock -> enterEvents(delivery, stock)
                        .chain(() -> enterPrices(delivery, stock))
                        .call(() -> count(delivery, stock)));
    }

    /** Before the prices: which split is news is judged by the last day that was known. */
    private static Uni<Void> enterEvents(Delivery delivery, Entry stock) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(ENTER_EVENTS)
                        .setParameter("events", delivery.events())
                        .setParameter("tenant", delivery.tenant())
                        .setParameter("stock", stock.id().toString())
                        .setParameter("file", delivery.file().toString())
                        .executeUpdate())
                .replaceWithVoid();
    }

    private static Uni<Integer> enterPrices(Delivery delivery, Entry stock) {
        return Multi.createFrom()
                .iterable(delivery.prices())
                .onItem()
                .transformToUniAndConcatenate(prices -> enterPrices(delivery, stock, prices))
                .collect()
                .with(Collectors.summingInt(Long::intValue));
    }

    private static Uni<Long> enterPrices(Delivery delivery, Entry stock, String prices) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(ENTER, Long.class)
                        .setParameter("prices", prices)
                        .setParameter("tenant", delivery.tenant())
                        .setParameter("stock", stock.id().toString())
                        .setParameter("file", delivery.file().toString())
                        .getSingleResult());
    }

    private static Uni<Integer> count(Delivery delivery, Entry stock) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(COUNT)
                        .setParameter("tenant", delivery.tenant())
                        .setParameter("stock", stock.id().toString())
                        .executeUpdate());
    }
}
