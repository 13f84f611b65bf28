package dev.gleaner.workflow.domain;

import dev.gleaner.http.ProblemException;
import dev.gleaner.item.WorkItems;
import dev.gleaner.workflow.site.ScanOrder;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** The shelf of domains. */
@ApplicationScoped
class Domains implements WorkItems<Domain> {
    private static final String COUNTS = """
            select x.id, (select count(*) from sitemap s where s.domain_id = x.id),
                   (select count(*) from page p where p.domain_id = x.id),
                   (select count(*) from contact c where c.domain_id = x.id)
              from unnest(cast(string_to_array(cast(:ids as text), ' ') as uuid[])) x (id)
            """;

    @Override
    public Class<Domain> itemType() {
        return Domain.class;
    }

    @Override
    public String table() {
        return "domain";
    }

    /** The orders that scans have given for these domains by now. */
    Uni<Map<UUID, ScanOrder>> ordersOf(Collection<UUID> ids) {
        return list("id in ?1", ids)
                .map(domains -> domains.stream()
                        .filter(domain -> domain.order().isPresent())
                        .collect(Collectors.toMap(
                                Domain::id, domain -> domain.order().orElseThrow())));
    }

    /**
     * Puts an operator's word on robots.txt on the record. In a statement of its own, because writing the whole entity
     * could undo what the engine has done to it meanwhile.
     *
     * @throws ProblemException (in the Uni) if the tenant has no such domain
     */
    Uni<Domain> ignoreRobots(String tenant, UUID id, RobotsWord word) {
        return update(
                        "robotsIgnored = ?1, robotsIgnoredBy = ?2, robotsIgnoredAt = ?3, robotsIgnoredReason = ?4"
                                + " where id = ?5 and tenant = ?6",
                        word.exception().ignored(),
                        word.operator(),
                        word.at(),
                        word.exception().reason(),
                        id,
                        tenant)
                .chain(() -> find("id = ?1 and tenant = ?2", id, tenant).<Domain>firstResult())
                .onItem()
                .ifNull()
                .failWith(() -> ProblemException.notFound("There is no domain " + id));
    }

    /** What was found under these domains, by domain. */
    Uni<Map<UUID, DomainView.Counts>> countsOf(List<Domain> domains) {
        String ids = domains.stream().map(domain -> domain.id().toString()).collect(Collectors.joining(" "));
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(COUNTS, Object[].class)
                        .setParameter("ids", ids)
                        .getResultList())
                .map(rows -> rows.stream().collect(Collectors.toMap(row -> (UUID) row[0], Domains::counts)));
    }

    private static DomainView.Counts counts(Object[] row) {
        return new DomainView.Counts(
                ((Number) row[1]).longValue(), ((Number) row[2]).longValue(), ((Number) row[3]).longValue());
    }
}
