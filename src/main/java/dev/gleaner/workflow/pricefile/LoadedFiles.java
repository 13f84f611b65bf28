package dev.gleaner.workflow.pricefile;

import dev.gleaner.database.JsonRows;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Writes the report of a file that was read. Runs inside the persisting transaction. */
@ApplicationScoped
class LoadedFiles {
    private static final String WRITE = """
            update price_file f
               set sha256 = r.sha256, bytes = r.bytes, row_count = r."rowCount", event_count = r."eventCount",
                   changed_count = r."changedCount", rejected = r.rejected, rejected_count = r."rejectedCount",
                   notes = r.notes, loaded_at = case when r."rowCount" + r."eventCount" > 0 then now() end
              from jsonb_to_record(cast(cast(:report as text) as jsonb)) as r (
                   id uuid, sha256 text, bytes bigint, "rowCount" integer, "eventCount" integer, "changedCount" integer,
                   rejected text, "rejectedCount" integer, notes text)
             where f.id = r.id
            """;

    private final JsonRows rows;

    LoadedFiles(JsonRows rows) {
        this.rows = rows;
    }

    /** The statement's row. */
    @RegisterForReflection
    private record Report(
            UUID id,
            String sha256,
            long bytes,
            int rowCount,
            int eventCount,
            int changedCount,
            String rejected,
            int rejectedCount,
            String notes) {}

    Uni<Void> write(UUID id, LoadedFile file, int changed) {
        PriceTable table = file.table();
        Report report = new Report(
                id,
                file.content().sha256(),
                file.content().bytes(),
                table.rows(),
                table.eventCount(),
                changed,
                rows.of(table.rejected()),
                table.rejectedCount(),
                table.notes().isEmpty() ? null : String.join("\n", table.notes()));
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(WRITE)
                        .setParameter("report", rows.text(report))
                        .executeUpdate())
                .replaceWithVoid();
    }
}
