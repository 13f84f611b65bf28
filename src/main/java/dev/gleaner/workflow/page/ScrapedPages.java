package dev.gleaner.workflow.page;

import dev.gleaner.database.ArrayText;
import dev.gleaner.database.JsonRows;
import dev.gleaner.pipeline.Finished;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Writes what was read of pages, a batch in two statements. Runs inside the persisting transaction. */
@ApplicationScoped
class ScrapedPages {
    private static final String WRITE = """
            update page p
               set http_status = r.status, content_type = r.type, title = r.title, description = r.description,
                   h1 = r.h1, canonical_url = r."canonicalUrl", language = r.language, word_count = r."wordCount",
                   links_internal = r.internal, links_external = r.external, structured_data = r.structured,
                   scraped_at = now()
              from jsonb_to_recordset(cast(cast(:read as text) as jsonb)) as r (
                       id uuid, status integer, type text, title text, description text, h1 text, "canonicalUrl" text,
                       language text, "wordCount" integer, internal integer, external integer, structured text[])
             where p.id = r.id
            """;

    /**
     * Megabytes at once. Rows of a function in {@code from} are kept until all are there, on disk if they are many;
     * those of one among the columns are written as they come.
     */
    private static final String TELL = """
            insert into page_text (page_id, content)
            select unnest(cast((select cast(:ids as text)) as uuid[])),
                   unnest(cast((select cast(:contents as text)) as text[]))
            on conflict (page_id) do update set content = excluded.content
                                        where page_text.content <> excluded.content
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
            List<String> structured) {}

    /** Pages that are what they were keep what was read of them, and are as fresh as the others. */
    Uni<Void> write(List<Finished<PageWorkflow.Task, PageVisit>> batch) {
        Map<UUID, Scrape> read = new LinkedHashMap<>();
        List<String> unchanged = new ArrayList<>();
        batch.forEach(it -> it.result()
                .scrape()
                .ifPresentOrElse(
                        scrape -> read.put(it.id(), scrape),
                        () -> unchanged.add(it.id().toString())));
        return writeRead(read).chain(() -> renew(unchanged));
    }

    private Uni<Void> writeRead(Map<UUID, Scrape> read) {
        if (read.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<Row> described = read.entrySet().stream()
                .map(it -> row(it.getKey(), it.getValue()))
                .toList();
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(WRITE)
                        .setParameter("read", rows.of(described))
                        .executeUpdate()
                        .chain(() -> session.createNativeQuery(TELL)
                                .setParameter("ids", ArrayText.of(List.copyOf(read.keySet()), id -> id))
                                .setParameter("contents", contents(read))
                                .executeUpdate()))
                .replaceWithVoid();
    }

    private static String contents(Map<UUID, Scrape> read) {
        return ArrayText.of(List.copyOf(read.values()), it -> it.content().text());
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
                content.structuredData());
    }
}
