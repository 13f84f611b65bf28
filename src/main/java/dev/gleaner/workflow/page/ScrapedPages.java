package dev.gleaner.workflow.page;

import dev.gleaner.database.JsonRows;
import dev.gleaner.pipeline.Finished;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Writes what was read of pages, a batch in one statement. Runs inside the persisting transaction. */
@ApplicationScoped
class ScrapedPages {
    private static final String WRITE = """
            with read as (
                select * from jsonb_to_recordset(cast(cast(:read as text) as jsonb)) as r (
                    id uuid, status integer, type text, title text, description text, h1 text, "canonicalUrl" text,
                    language text, "wordCount" integer, internal integer, external integer, structured text[],
                    content text)),
            told as (
                insert into page_text (page_id, content)
                select r.id, r.content from read r join page p on p.id = r.id
                    on conflict (page_id) do update set content = excluded.content)
            update page p
               set http_status = r.status, content_type = r.type, title = r.title, description = r.description,
                   h1 = r.h1, canonical_url = r."canonicalUrl", language = r.language, word_count = r."wordCount",
                   links_internal = r.internal, links_external = r.external, structured_data = r.structured,
                   scraped_at = now()
              from read r where p.id = r.id
            """;

    private static final String RENEW = """
            update page set scraped_at = now()
             where id = any (array(select unnest(cast(string_to_array(cast(:ids as text), ' ') as uuid[]))))
            """;

    private final JsonRows rows;

    ScrapedPages(JsonRows rows) {
        this.rows = rows;
    }

    /** The statement's row. */
    @RegisterForReflection
    private record Row(
            UUID id,
            int status,
            String type,
            String title,
            String description,
            String h1,
            String canonicalUrl,
            String language,
            int wordCount,
            int internal,
            int external,
            List<String> structured,
            String content) {}

    /** Pages that are what they were keep what was read of them, and are as fresh as the others. */
    Uni<Void> write(List<Finished<PageWorkflow.Task, PageVisit>> batch) {
        return writeRead(batch.stream()
                        .filter(it -> it.result().scrape().isPresent())
                        .map(it -> row(it.id(), it.result().scrape().orElseThrow()))
                        .toList())
                .chain(() -> renew(batch.stream()
                        .filter(it -> it.result().scrape().isEmpty())
                        .map(it -> it.id().toString())
                        .toList()));
    }

    private Uni<Void> writeRead(List<Row> read) {
        return read.isEmpty()
                ? Uni.createFrom().voidItem()
                : Panache.getSession()
                        .chain(session -> session.createNativeQuery(WRITE)
                                .setParameter("read", rows.of(read))
                                .executeUpdate())
                        .replaceWithVoid();
    }

    private static Uni<Void> renew(List<String> unchanged) {
        return unchanged.isEmpty()
                ? Uni.createFrom().voidItem()
                : Panache.getSession()
                        .chain(session -> session.createNativeQuery(RENEW)
                                .setParameter("ids", String.join(" ", unchanged))
                                .executeUpdate())
                        .replaceWithVoid();
    }

    private static Row row(UUID id, Scrape scrape) {
        PageContent content = scrape.content();
        return new Row(
                id,
                scrape.status(),
                scrape.mediaType(),
                content.title(),
                content.description(),
                content.h1(),
                content.canonicalUrl(),
                content.language(),
                content.wordCount(),
                content.links().internal(),
                content.links().external(),
                content.structuredData(),
                content.text());
    }
}
