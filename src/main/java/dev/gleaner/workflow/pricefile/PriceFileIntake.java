package dev.gleaner.workflow.pricefile;

import dev.gleaner.database.JsonRows;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * The letterbox for files that were put into a raw folder. Telling it twice of one file does nothing; a name with another
 * content, or a content that failed, is loaded anew. Runs inside the caller's transaction.
 */
@ApplicationScoped
public class PriceFileIntake {
    private static final String RECEIVE = """
            with arrived as (
                select * from jsonb_to_recordset(cast(cast(:arrived as text) as jsonb)) as a (
                    tenant text, name text, symbol text, sha256 text, bytes bigint))
            insert into price_file as f (tenant, name, symbol, sha256, bytes, curation_status, processing_status,
                                         next_attempt_at)
            select a.tenant, a.name, a.symbol, a.sha256, a.bytes, 'SELECTED', 'QUEUED', now()
              from arrived a order by a.tenant, a.name
            on conflict on constraint price_file_is_named_once do update
               set sha256 = excluded.sha256, bytes = excluded.bytes, folder = 'raw_responses', attempts = 0,
                   curation_status = 'SELECTED', processing_status = 'QUEUED', next_attempt_at = now(),
                   error_code = null, error_message = null, error_step = null, error_at = null, updated_at = now()
             where f.processing_status <> 'PROCESSING'
               and (f.sha256 <> excluded.sha256 or f.processing_status in ('ERROR', 'IDLE'))
            """;

    private final JsonRows rows;

    PriceFileIntake(JsonRows rows) {
        this.rows = rows;
    }

    /** The statement's row. */
    @RegisterForReflection
    private record Row(String tenant, String name, String symbol, String sha256, long bytes) {}

    /** Queues what has arrived. */
    public Uni<Void> receive(List<Arrival> arrivals) {
        if (arrivals.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<Row> arrived = arrivals.stream().map(PriceFileIntake::row).toList();
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(RECEIVE)
                        .setParameter("arrived", rows.of(arrived))
                        .executeUpdate())
                .replaceWithVoid();
    }

    private static Row row(Arrival arrival) {
        return new Row(
                arrival.tenant(),
                arrival.name().toString(),
                arrival.name().symbol().value(),
                arrival.content().sha256(),
                arrival.content().bytes());
    }
}
