package dev.gleaner.workflow.stock;

import dev.gleaner.database.JsonRows;
import dev.gleaner.pipeline.Finished;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** Writes how far stocks were retrieved, a batch in one statement. Runs inside the persisting transaction. */
@ApplicationScoped
class RetrievedStocks {
    private static final String WRITE = """
            with retrieved as (
                select * from jsonb_to_recordset(cast(cast(:retrieved as text) as jsonb)) as r (
                    id uuid, through date, sha256 text, whole boolean))
            update stock s
               set retrieved_for = r.through, archived_sha256 = coalesce(r.sha256, s.archived_sha256),
                   whole_again = s.whole_again and not r.whole
              from retrieved r where s.id = r.id
            """;

    private final JsonRows rows;

    RetrievedStocks(JsonRows rows) {
        this.rows = rows;
    }

    /** The statement's row. */
    @RegisterForReflection
    private record Row(UUID id, LocalDate through, String sha256, boolean whole) {}

    Uni<Void> write(List<Finished<StockWorkflow.Task, Retrieval>> batch) {
        List<Row> retrieved = batch.stream().map(RetrievedStocks::row).toList();
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(WRITE)
                        .setParameter("retrieved", rows.of(retrieved))
                        .executeUpdate())
                .replaceWithVoid();
    }

    private static Row row(Finished<StockWorkflow.Task, Retrieval> finished) {
        Retrieval retrieval = finished.result();
        return new Row(
                finished.id(),
                retrieval.through(),
                retrieval.archived() == null
                        ? null
                        : retrieval.archived().content().sha256(),
                finished.task().window().isWhole());
    }
}
