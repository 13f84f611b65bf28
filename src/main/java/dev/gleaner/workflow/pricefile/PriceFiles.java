package dev.gleaner.workflow.pricefile;

import dev.gleaner.database.JsonRows;
import dev.gleaner.item.WorkItems;
import dev.gleaner.vocabulary.FileFolder;
import dev.gleaner.vocabulary.ProcessingStatus;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The shelf of price files. */
@ApplicationScoped
class PriceFiles implements WorkItems<PriceFile> {
    private static final String STANDING = """
            with seen as (
                select * from jsonb_to_recordset(cast(cast(:seen as text) as jsonb)) as s (tenant text, name text)),
            meant as (
                select f.id from price_file f join seen s on s.tenant = f.tenant and s.name = f.name
                union
                (select f.id from price_file f
                  where f.folder = 'raw_responses' and f.processing_status in ('COMPLETE', 'ERROR') limit 500))
            select f.id, f.tenant, f.name, f.sha256, f.processing_status, f.folder, f.attempts,
                   f.error_code, f.error_message, f.error_step, cast(f.error_at as text)
              from price_file f where f.id in (select id from meant)
            """;

    /** Only if nothing has happened to the file meanwhile. */
    private static final String MOVED = """
            with moved as (
                select * from jsonb_to_recordset(cast(cast(:moved as text) as jsonb)) as m (
                    id uuid, folder text, status text))
            update price_file f set folder = m.folder from moved m
             where f.id = m.id and f.processing_status = m.status
            """;

    private static final String REQUEUE = """
            update price_file
               set processing_status = 'QUEUED', curation_status = 'SELECTED', folder = 'raw_responses', attempts = 0,
                   priority = 0, next_attempt_at = now(), error_code = null, error_message = null, error_step = null,
                   error_at = null, updated_at = now()
             where id = cast(cast(:id as text) as uuid) and processing_status = 'ERROR'
            """;

    private final JsonRows rows;

    PriceFiles(JsonRows rows) {
        this.rows = rows;
    }

    @Override
    public Class<PriceFile> itemType() {
        return PriceFile.class;
    }

    @Override
    public String table() {
        return "price_file";
    }

    /** How the rows stand of the files that were seen, and of those that have ended and were not moved yet. */
    Uni<List<Standing>> standing(Collection<RawFile> seen) {
        List<Name> names = seen.stream()
                .map(file -> new Name(file.tenant(), file.name().toString()))
                .toList();
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(STANDING, Object[].class)
                        .setParameter("seen", rows.of(names))
                        .getResultList())
                .map(found -> found.stream().map(PriceFiles::standing).toList());
    }

    /** The statement's row. */
    @RegisterForReflection
    private record Name(String tenant, String name) {}

    private static Standing standing(Object[] row) {
        return new Standing(
                (UUID) row[0],
                (String) row[1],
                (String) row[2],
                (String) row[3],
                ProcessingStatus.valueOf((String) row[4]),
                FileFolder.ofWord((String) row[5]),
                ((Number) row[6]).intValue(),
                row[7] == null
                        ? null
                        : new Standing.Why((String) row[7], (String) row[8], (String) row[9], (String) row[10]));
    }

    /** Writes down where files lie now. */
    Uni<Void> moved(List<Move> moves) {
        if (moves.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(MOVED)
                        .setParameter("moved", rows.of(moves))
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** Puts a failed file back into the queue. */
    Uni<Void> requeue(UUID id) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(REQUEUE)
                        .setParameter("id", id.toString())
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** The file of this content, if the tenant has brought it before, for this symbol; one that failed does not count. */
    Uni<Optional<PriceFile>> known(String tenant, String symbol, String sha256) {
        return find(
                        "tenant = ?1 and symbol = ?2 and sha256 = ?3 and processingStatus <> ?4 order by createdAt",
                        tenant,
                        symbol,
                        sha256,
                        ProcessingStatus.ERROR)
                .firstResult()
                .map(Optional::ofNullable);
    }

    /** The file of this name. */
    Uni<PriceFile> named(String tenant, String name) {
        return find("tenant = ?1 and name = ?2", tenant, name).singleResult();
    }
}
