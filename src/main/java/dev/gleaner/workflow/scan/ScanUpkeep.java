package dev.gleaner.workflow.scan;

import dev.gleaner.pipeline.Upkeep;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * Keeps the books of the scans under way, in one statement: how much is done, and whether all of it is. A scan has ended
 * when its domain and everything that carries its stamp have; while the domain waits for a retry, the scan shows why.
 */
@ApplicationScoped
class ScanUpkeep implements Upkeep {
    private static final String COUNT = """
            with running as (
                select s.id, s.domain_id, s.created_at from scan s where s.finished_at is null
                 order by s.id for update skip locked),
            counted as (
                select r.id, d.processing_status as domain_status, d.attempts,
                       d.error_code, d.error_message, d.error_step, d.error_at,
                       m.sitemaps, p.pages, p.done, p.failed, c.contacts,
                       d.processing_status in ('QUEUED', 'PROCESSING') or m.open > 0 or p.open > 0 as open
                  from running r
                  join domain d on d.id = r.domain_id
                 cross join lateral (
                       select count(*) as sitemaps,
                              count(*) filter (where x.processing_status in ('QUEUED', 'PROCESSING')) as open
                         from sitemap x where x.scan_id = r.id) m
                 cross join lateral (
                       select count(*) as pages,
                              count(*) filter (where x.processing_status in ('QUEUED', 'PROCESSING')) as open,
                              count(*) filter (where x.processing_status in ('COMPLETE', 'EMPTY', 'FILTERED')
                                                 and x.updated_at >= r.created_at) as done,
                              count(*) filter (where x.processing_status = 'ERROR'
                                                 and x.updated_at >= r.created_at) as failed
                         from page x where x.scan_id = r.id) p
                 cross join lateral (select count(*) as contacts from contact x where x.domain_id = r.domain_id) c),
            judged as (
                select k.*, case when k.open and k.domain_status = 'QUEUED' and k.attempts = 0 then 'QUEUED'
                                 when k.open then 'PROCESSING'
                                 when k.domain_status in ('ERROR', 'FILTERED') then 'ERROR'
                                 when k.pages = 0 and k.contacts = 0 then 'EMPTY'
                                 else 'COMPLETE' end as verdict
                  from counted k)
            update scan s
               set status = j.verdict, sitemaps = j.sitemaps, pages = j.pages, pages_done = j.done,
                   pages_failed = j.failed, contacts = j.contacts,
                   error_code = j.error_code, error_message = j.error_message, error_step = j.error_step,
                   error_at = j.error_at,
                   finished_at = case when not j.open then now() end
              from judged j
             where s.id = j.id
               and (s.status, s.sitemaps, s.pages, s.pages_done, s.pages_failed, s.contacts, s.error_at)
                   is distinct from (j.verdict, j.sitemaps, j.pages, j.done, j.failed, j.contacts, j.error_at)
            """;

    @Override
    public String name() {
        return "scans";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(1);
    }

    @Override
    public Uni<Void> run() {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(COUNT).executeUpdate())
                .replaceWithVoid();
    }
}
