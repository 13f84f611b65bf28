package dev.gleaner.workflow.sitemap;

import dev.gleaner.database.JsonRows;
import dev.gleaner.pipeline.Finished;
import dev.gleaner.vocabulary.SitemapKind;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

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

    private final JsonRows rows;

    ImportedSitemaps(JsonRows rows) {
        this.rows = rows;
    }

    /** The statement's row. */
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

    Uni<Void> write(List<Finished<SitemapWorkflow.Task, Import>> batch) {
        List<Row> read = batch.stream().map(it -> row(it.id(), it.result())).toList();
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(WRITE)
                        .setParameter("read", rows.of(read))
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
