package dev.gleaner.workflow.price;

import dev.gleaner.http.ProblemException;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Knows every symbol that was tracked or that a file has named. Runs inside the caller's transaction. */
@ApplicationScoped
class SymbolRegister {
    private static final String ENTER = """
            insert into stock (tenant, symbol) values (cast(:tenant as text), cast(:symbol as text))
            on conflict on constraint stock_is_named_once do nothing
            """;

    private static final String LOCK = """
            select id from stock
             where tenant = cast(:tenant as text) and symbol = cast(:symbol as text) for update
            """;

    private static final String FIND =
            "select id from stock where tenant = cast(:tenant as text) and symbol = cast(:symbol as text)";

    /** The row of a symbol. */
    record Entry(UUID id) {}

    /** The symbol's row, entered if it was missing, and locked: files of one symbol are loaded one after the other. */
    Uni<Entry> enter(String tenant, Symbol symbol) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(ENTER)
                        .setParameter("tenant", tenant)
                        .setParameter("symbol", symbol.value())
                        .executeUpdate())
                .chain(() -> ids(LOCK, tenant, symbol))
                .map(ids -> new Entry(ids.get(0)));
    }

    /**
     * The row of a symbol that a client wrote.
     *
     * @throws ProblemException (in the Uni) if the tenant knows none
     */
    Uni<Entry> require(String tenant, String written) {
        return Symbol.parse(written)
                .map(symbol -> ids(FIND, tenant, symbol))
                .orElseGet(() -> Uni.createFrom().item(List.of()))
                .map(ids -> {
                    if (ids.isEmpty()) {
                        throw ProblemException.notFound("There is no stock " + written);
                    }
                    return new Entry(ids.get(0));
                });
    }

    private static Uni<List<UUID>> ids(String sql, String tenant, Symbol symbol) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(sql, UUID.class)
                        .setParameter("tenant", tenant)
                        .setParameter("symbol", symbol.value())
                        .getResultList());
    }
}
