package dev.gleaner.workflow.price;

import dev.gleaner.http.Listing;
import dev.gleaner.vocabulary.PriceEventKind;
import dev.gleaner.workflow.price.HistoryRequest.Place;
import dev.gleaner.workflow.price.SymbolRegister.Entry;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Reads prices and events by range. Numbers leave the database as text, so that no digit of theirs is lost or added. Runs
 * inside the caller's transaction.
 */
@ApplicationScoped
class Histories {
    private static final String PRICES = """
            select cast(h.date as text), cast(h.open as text), cast(h.high as text), cast(h.low as text),
                   cast(h.close as text), cast(h.adj_close as text), cast(h.volume as text)
              from price h
            """;
    private static final String EVENTS =
            "select cast(h.date as text), h.kind, cast(h.amount as text), h.ratio from price_event h";

    private static final String RANGE = """

             where h.tenant = cast(:tenant as text) and h.stock_id = cast(cast(:stock as text) as uuid)
               and (cast(:first as text) is null or h.date >= cast(cast(:first as text) as date))
               and (cast(:last as text) is null or h.date <= cast(cast(:last as text) as date))
            """;
    private static final String AFTER = """
               and h.date {beyond}= cast(cast(:place as text) as date)
               and (h.date, {word}) {beyond} (cast(cast(:place as text) as date), cast(:word as text))
            """;
    private static final String ORDER = " order by h.date {direction}, {word} {direction} limit {limit}";

    /** Cast, or PostgreSQL takes it for the number of a column. */
    private static final String NO_WORD = "cast('' as text)";

    private static final String KIND = "h.kind";

    /** One page of prices. */
    Uni<Listing<DayPrice>> prices(String tenant, Entry stock, HistoryRequest request) {
        return page(
                tenant,
                stock,
                request,
                new Source<>(PRICES, NO_WORD, Histories::price, it -> new Place(it.date(), "")));
    }

    /** One page of events. */
    Uni<Listing<PriceEvent>> events(String tenant, Entry stock, HistoryRequest request) {
        return page(
                tenant,
                stock,
                request,
                new Source<>(
                        EVENTS,
                        KIND,
                        Histories::event,
                        it -> new Place(it.date(), it.kind().name())));
    }

    /** Prices of the range, at most so many, from where the cursor points. */
    Uni<List<DayPrice>> prices(String tenant, Entry stock, HistoryRequest request, int most) {
        Source<DayPrice> source = new Source<>(PRICES, NO_WORD, Histories::price, it -> new Place(it.date(), ""));
        return rows(tenant, stock, request, source, most);
    }

    /** What is read: from where, which word tells rows of one day apart, how a row and its place are made. */
    private record Source<T>(String sql, String word, Function<Object[], T> row, Function<T, Place> place) {}

    private static <T> Uni<Listing<T>> page(String tenant, Entry stock, HistoryRequest request, Source<T> source) {
        int size = request.size();
        return rows(tenant, stock, request, source, size + 1)
                .map(rows -> rows.size() <= size
                        ? new Listing<>(rows, null, null)
                        : new Listing<>(
                                rows.subList(0, size),
                                request.cursorAt(source.place().apply(rows.get(size - 1))),
                                null))
                .chain(page -> request.withTotal()
                        ? counted(page, tenant, stock, request, source)
                        : Uni.createFrom().item(page));
    }

    private static <T> Uni<List<T>> rows(
            String tenant, Entry stock, HistoryRequest request, Source<T> source, int limit) {
        Optional<Place> after = request.after();
        String sql = (source.sql() + RANGE + (after.isPresent() ? AFTER : "") + ORDER)
                .replace("{beyond}", request.isNewestFirst() ? "<" : ">")
                .replace("{direction}", request.isNewestFirst() ? "desc" : "asc")
                .replace("{word}", source.word())
                .replace("{limit}", Integer.toString(limit));
        return Panache.getSession()
                .chain(session -> {
                    Mutiny.SelectionQuery<Object[]> query =
                            inRange(session.createNativeQuery(sql, Object[].class), tenant, stock, request);
                    after.ifPresent(place ->
                            query.setParameter("place", place.date().toString()).setParameter("word", place.word()));
                    return query.getResultList();
                })
                .map(rows -> rows.stream().map(source.row()).toList());
    }

    private static <T> Uni<Listing<T>> counted(
            Listing<T> page, String tenant, Entry stock, HistoryRequest request, Source<T> source) {
        String sql = "select count(*) " + source.sql().substring(source.sql().indexOf("from price")) + RANGE;
        return Panache.getSession()
                .chain(session -> inRange(session.createNativeQuery(sql, Long.class), tenant, stock, request)
                        .getSingleResult())
                .map(total -> new Listing<>(page.items(), page.nextCursor(), total));
    }

    private static <Q> Mutiny.SelectionQuery<Q> inRange(
            Mutiny.SelectionQuery<Q> query, String tenant, Entry stock, HistoryRequest request) {
        return query.setParameter("tenant", tenant)
                .setParameter("stock", stock.id().toString())
                .setParameter("first", HistoryRequest.text(request.from()))
                .setParameter("last", HistoryRequest.text(request.to()));
    }

    private static DayPrice price(Object[] row) {
        return new DayPrice(
                LocalDate.parse((String) row[0]),
                number(row[1]),
                number(row[2]),
                number(row[3]),
                number(row[4]),
                number(row[5]),
                row[6] == null ? null : Long.valueOf((String) row[6]));
    }

    private static PriceEvent event(Object[] row) {
        return new PriceEvent(
                LocalDate.parse((String) row[0]), PriceEventKind.valueOf((String) row[1]), number(row[2]), (String)
                        row[3]);
    }

    private static BigDecimal number(Object text) {
        return text == null ? null : new BigDecimal((String) text);
    }
}
