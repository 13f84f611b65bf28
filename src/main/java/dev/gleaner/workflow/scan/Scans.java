package dev.gleaner.workflow.scan;

import dev.gleaner.http.ProblemException;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** The shelf of scans. */
@ApplicationScoped
class Scans implements PanacheRepositoryBase<Scan, UUID> {

    /**
     * The tenant's scan of this id.
     *
     * @throws ProblemException (in the Uni) if there is none
     */
    Uni<Scan> require(String tenant, UUID id) {
        return find("id = ?1 and tenant = ?2", id, tenant)
                .firstResult()
                .onItem()
                .ifNull()
                .failWith(() -> ProblemException.notFound("There is no scan " + id));
    }

    /** The scan of a domain that is under way; null if none is. */
    Uni<Scan> underWay(UUID domain) {
        return find("domainId = ?1 and finishedAt is null", domain).firstResult();
    }
}
