package dev.gleaner.workflow.site;

import dev.gleaner.address.SiteName;
import dev.gleaner.http.ProblemException;
import dev.gleaner.quota.Quotas;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Knows every domain by name and enters those that are new. Runs inside the caller's transaction. */
@ApplicationScoped
public class SiteRegister {
    private static final String ENTER = """
            with asked as (
                select distinct x as name from unnest(string_to_array(cast(:names as text), ' ')) x),
            entered as (
                insert into domain (tenant, name, lane)
                select cast(:tenant as text), a.name, a.name from asked a order by a.name
                on conflict on constraint domain_is_named_once do nothing
                returning id, name)
            select e.id, e.name, true from entered e
            union all
            select d.id, d.name, false from domain d join asked a on a.name = d.name
             where d.tenant = cast(:tenant as text)
            """;

    private final Quotas quotas;

    SiteRegister(Quotas quotas) {
        this.quotas = quotas;
    }

    /**
     * The domains of these names, entered where they were missing, in one statement.
     *
     * @throws ProblemException (in the Uni) if there would be more than the tenant's quota
     */
    public Uni<Map<SiteName, Entry>> enter(String tenant, Collection<SiteName> names) {
        if (names.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return entered(tenant, names)
                .chain(entries ->
                        entries.keySet().containsAll(names) ? Uni.createFrom().item(entries) : entered(tenant, names))
                .call(entries -> entries.values().stream().anyMatch(Entry::created)
                        ? quotas.requireRoomForDomains(tenant)
                        : Uni.createFrom().voidItem());
    }

    /** A name that another transaction enters at the same moment is not seen by this statement, but by its repetition. */
    private static Uni<Map<SiteName, Entry>> entered(String tenant, Collection<SiteName> names) {
        String joined = names.stream().map(SiteName::value).collect(Collectors.joining(" "));
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(ENTER, Object[].class)
                        .setParameter("names", joined)
                        .setParameter("tenant", tenant)
                        .getResultList())
                .map(SiteRegister::entries);
    }

    private static Map<SiteName, Entry> entries(List<Object[]> rows) {
        Map<SiteName, Entry> entries = new HashMap<>();
        rows.forEach(row -> entries.put(new SiteName((String) row[1]), new Entry((UUID) row[0], (Boolean) row[2])));
        return entries;
    }
}
