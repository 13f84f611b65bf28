package dev.gleaner.workflow.domain;

import dev.gleaner.workflow.site.ScanOrder;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** The letterbox for scans. Runs inside the caller's transaction. */
@ApplicationScoped
public class DomainIntake {
    /** A survey under way takes the order along when it is written. */
    private static final String ORDER = """
            update domain
               set scan_id = :scan, select_pages = cast(:selectPages as text), max_pages = :maxPages,
                   curation_status = 'SELECTED', priority = 0, updated_at = now(),
                   processing_status = case when processing_status = 'PROCESSING' then 'PROCESSING' else 'QUEUED' end,
                   next_attempt_at = case when processing_status = 'PROCESSING' then null else now() end,
                   attempts = case when processing_status = 'PROCESSING' then attempts else 0 end,
                   error_code = null, error_message = null, error_step = null, error_at = null
             where id = :id
            """;

    /** Queues the survey of a domain for a scan. */
    public Uni<Void> survey(UUID domain, ScanOrder order) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(ORDER)
                        .setParameter("id", domain)
                        .setParameter("scan", order.scan())
                        .setParameter("selectPages", order.pages().name())
                        .setParameter("maxPages", order.maxPages())
                        .executeUpdate())
                .replaceWithVoid();
    }
}
