package dev.gleaner.workflow.domain;

import dev.gleaner.database.JsonRows;
import dev.gleaner.pipeline.Finished;
import dev.gleaner.vocabulary.RobotsStatus;
import dev.gleaner.workflow.site.Site;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/**
 * Writes what surveys brought, a batch in one statement. A home page that says nothing at all, for maintenance perhaps,
 * leaves what is known of the site. Runs inside the persisting transaction.
 */
@ApplicationScoped
class SurveyedDomains {
    private static final String WRITE = """
            with read as (
                select * from jsonb_to_recordset(cast(cast(:read as text) as jsonb)) as r (
                    id uuid, home text, metadata text, silent boolean, robots text, delay double precision))
            update domain d
               set home_url = r.home,
                   metadata = case when r.silent then coalesce(d.metadata, r.metadata) else r.metadata end, robots_status = r.robots, crawl_delay_seconds = r.delay,
                   surveyed_at = now()
              from read r where d.id = r.id
            """;

    private final JsonRows rows;

    SurveyedDomains(JsonRows rows) {
        this.rows = rows;
    }

    /** The statement's row. */
    private record Row(UUID id, String home, String metadata, boolean silent, RobotsStatus robots, Double delay) {}

    Uni<Void> write(List<Finished<Site, Survey>> batch) {
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
                rows.text(survey.metadata()),
                survey.metadata().isSilent(),
                survey.robots().status(),
                survey.robots()
                        .crawlDelay()
                        .map(delay -> delay.toMillis() / 1000.0)
                        .orElse(null));
    }
}
