package dev.gleaner.workflow.stock;

import dev.gleaner.http.ProblemException;
import dev.gleaner.item.WorkItems;
import dev.gleaner.workflow.price.Symbol;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** The shelf of stocks. */
@ApplicationScoped
class Stocks implements WorkItems<Stock> {
    private static final String FILES = """
            select x.id, (select count(*) from price_file f where f.tenant = s.tenant and f.symbol = s.symbol)
              from unnest(cast(string_to_array(cast(:ids as text), ' ') as uuid[])) x (id)
              join stock s on s.id = x.id
            """;

    @Override
    public Class<Stock> itemType() {
        return Stock.class;
    }

    @Override
    public String table() {
        return "stock";
    }

    /**
     * The tenant's stock of a symbol that a client wrote.
     *
     * @throws ProblemException (in the Uni) if there is none
     */
    Uni<Stock> require(String tenant, String written) {
        String symbol = Symbol.parse(written).map(Symbol::value).orElse("");
        return find("tenant = ?1 and symbol = ?2", tenant, symbol)
                .firstResult()
                .onItem()
                .ifNull()
                .failWith(() -> ProblemException.notFound("There is no stock " + written));
    }

    /** How many files there are of each of these stocks. */
    Uni<Map<UUID, Long>> filesOf(List<Stock> stocks) {
        String ids = stocks.stream().map(stock -> stock.id().toString()).collect(Collectors.joining(" "));
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(FILES, Object[].class)
                        .setParameter("ids", ids)
                        .getResultList())
                .map(rows -> rows.stream()
                        .collect(Collectors.toMap(row -> (UUID) row[0], row -> ((Number) row[1]).longValue())));
    }
}
