package dev.gleaner.workflow.domain;

import dev.gleaner.database.JsonRows;
import dev.gleaner.pipeline.Finished;
import dev.gleaner.vocabulary.RobotsStatus;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes what surveys brought, a batch in one statement. A home page that says nothing at all, for maintenance perhaps,
 * leaves what is known of the site. Runs inside the persisting transaction.
 */
@ApplicationScoped
class SurveyedDomains {
    private static final String WRITE = """
            with read as (
                select * from jsonb_to_recordset(cast(cast(:read as text) as jsonb)) as r (
                    id uuid, home text, metadata text, silent boolean, robots text, delay double precision,
                    sitemaps text))
            update domain d
               set home_url = r.home,
                   metadata = case when r.silent then coalesce(d.metadata, r.metadata)
                                   else coalesce(r.metadata, d.metadata) end,
                   robots_status = r.robots, crawl_delay_seconds = r.delay, found_sitemaps = r.sitemaps,
                   surveyed_at = now()
              from read r where d.id = r.id
            """;

    private final JsonRows rows;
    private final SitemapMemory memory;

    SurveyedDomains(JsonRows rows, SitemapMemory memory) {
        this.rows = rows;
        this.memory = memory;
    }

    /** The statement's row. */
    @RegisterForReflection
    private record Row(
            UUID id,
            String home,
            @Nullable String metadata,
            boolean silent,
            RobotsStatus robots,
            @Nullable Double delay,
            String sitemaps) {}

    /** Where the home page is what it was, the metadata stays. */
    Uni<Void> write(List<Finished<DomainWorkflow.Task, Survey>> batch) {
        List<Row> read = batch.stream().map(it -> row(it.id(), it.result())).toList();
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(WRITE)
                        .setParameter("read", rows.of(read))
                        .executeUpdate())
                .replaceWithVoid();
    }

    private Row row(UUID id, Survey survey) {
        return new Row(
                id,
                survey.home().toString(),
                survey.metadata().map(rows::text).orElse(null),
                survey.metadata().filter(SiteMetadata::isSilent).isPresent(),
                survey.robots().status(),
                survey.robots()
                        .crawlDelay()
                        .map(delay -> delay.toMillis() / 1000.0)
                        .orElse(null),
                memory.write(survey.sitemaps()));
    }
}
