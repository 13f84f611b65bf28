package dev.gleaner.workflow.sitemap;

import dev.gleaner.database.JsonRows;
import dev.gleaner.pipeline.Finished;
import dev.gleaner.vocabulary.SitemapKind;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Writes what was read of sitemaps, a batch in one statement. Runs inside the persisting transaction. */
@ApplicationScoped
class ImportedSitemaps {
    private static final String WRITE = """
            with read as (
                select * from jsonb_to_recordset(cast(cast(:read as text) as jsonb)) as r (
                    id uuid, kind text, "urlCount" integer, "importedCount" integer, bytes bigint,
                    "lastModified" timestamptz, problem text, images integer, videos integer, news integer,
                    translations integer))
            update sitemap s
               set kind = r.kind, url_count = r."urlCount", imported_count = r."importedCount", bytes = r.bytes,
                   last_modified = r."lastModified", problem = r.problem, image_count = r.images,
                   video_count = r.videos, news_count = r.news, translation_count = r.translations, imported_at = now()
              from read r where s.id = r.id
            """;

    private static final String RENEW = """
            update sitemap set imported_at = now()
             where id = any (array(select unnest(cast(string_to_array(cast(:ids as text), ' ') as uuid[]))))
            """;

    private static final String FORGET = """
            update sitemap s set read_lease = null
             where s.id = any (array(select unnest(cast(string_to_array(cast(:ids as text), ' ') as uuid[]))))
               and s.read_lease = s.lease_number
               and s.imported_count <> case when s.kind = 'INDEX'
                                            then (select count(*) from sitemap c where c.index_id = s.id)
                                            else (select count(*) from page p
                                                   where p.sitemap_id = s.id and p.vanished_at is null)
                                               + (select count(*) from page_also_listed a where a.sitemap_id = s.id)
                                       end
            """;

    private final JsonRows rows;

    ImportedSitemaps(JsonRows rows) {
        this.rows = rows;
    }

    /** The statement's row. */
    @RegisterForReflection
    private record Row(
            UUID id,
            SitemapKind kind,
            int urlCount,
            int importedCount,
            long bytes,
            Instant lastModified,
            String problem,
            int images,
            int videos,
            int news,
            int translations) {}

    /** Sitemaps that are what they were keep what was read of them, and are as fresh as the others. */
    Uni<Void> write(List<Finished<SitemapWorkflow.Task, SitemapVisit>> batch) {
        List<Row> read = batch.stream()
                .flatMap(it -> it.result().read().stream().map(found -> row(it.id(), found)))
                .toList();
        List<String> unchanged = batch.stream()
                .filter(it -> it.result().read().isEmpty())
                .map(it -> it.id().toString())
                .toList();
        return execute(read.isEmpty(), WRITE, "read", () -> rows.of(read))
                .chain(() -> execute(unchanged.isEmpty(), RENEW, "ids", () -> String.join(" ", unchanged)));
    }

    /**
     * Where not everything that a sitemap names hangs on it (another index named it first, or a scan took no more pages),
     * its being unchanged would not tell what it names: it is read again next time.
     */
    Uni<Void> forgetVersionsOfUnknown(List<Finished<SitemapWorkflow.Task, SitemapVisit>> batch) {
        return execute(
                batch.stream().allMatch(it -> it.result().version().isEmpty()),
                FORGET,
                "ids",
                () -> batch.stream().map(it -> it.id().toString()).collect(Collectors.joining(" ")));
    }

    private static Uni<Void> execute(boolean nothingToDo, String sql, String parameter, Supplier<String> value) {
        return nothingToDo
                ? Uni.createFrom().voidItem()
                : Panache.getSession()
                        .chain(session -> session.createNativeQuery(sql)
                                .setParameter(parameter, value.get())
                                .executeUpdate())
                        .replaceWithVoid();
    }

    private static Row row(UUID id, Import read) {
        return new Row(
                id,
                read.kind(),
                read.urlCount(),
                read.importedCount(),
                read.bytes(),
                read.lastModified(),
                read.problem(),
                read.extensions().images(),
                read.extensions().videos(),
                read.extensions().news(),
                read.extensions().translations());
    }
}
