package dev.gleaner.workflow.contact;

import dev.gleaner.database.JsonRows;
import dev.gleaner.vocabulary.ContactEvidence;
import dev.gleaner.vocabulary.ContactKind;
import dev.gleaner.workflow.site.Site;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** The letterbox for what pages tell about people. Runs inside the persisting transaction. */
@ApplicationScoped
public class ContactIntake {
    private static final String FOUND = """
            found as (
                select * from jsonb_to_recordset(cast(cast(:found as text) as jsonb)) as f (
                    tenant text, "domainId" uuid, domain text, kind text, value text, label text, role boolean,
                    confidence double precision, "pageId" uuid, url text, how text, snippet text))""";

    /** What a page told earlier and tells no more. */
    private static final String FORGET = "with " + FOUND + """
            , gone as (
                delete from contact_source s using contact c
                 where s.page_id = any (array(select unnest(cast(string_to_array(cast(:pages as text), ' ') as uuid[]))))
                   and c.id = s.contact_id
                   and not exists (select from found f where f."pageId" = s.page_id and f.how = s.how
                                                         and f.kind = c.kind and f.value = c.value)
                returning s.contact_id)
            select distinct cast(contact_id as text) from gone
            """;

    /** Locked first, in a statement of its own, so that the next one sees the sources that others were adding. */
    private static final String LOCK = """
            select count(*) from (
                select 1 from contact
                 where id = any (array(select unnest(cast(string_to_array(cast(:ids as text), ' ') as uuid[]))))
                 order by tenant, domain_id, kind, value for update) locked
            """;

    private static final String SWEEP = """
            delete from contact c
             where c.id = any (array(select unnest(cast(string_to_array(cast(:ids as text), ' ') as uuid[]))))
               and not exists (select from contact_source s where s.contact_id = c.id)
            """;

    private static final String RECEIVE = "with " + FOUND + """
            , kept as (
                insert into contact (tenant, domain_id, domain, kind, value, label, role, confidence)
                select distinct on (f.tenant, f."domainId", f.kind, f.value)
                       f.tenant, f."domainId", f.domain, f.kind, f.value, f.label, f.role, f.confidence
                  from found f
                 order by f.tenant, f."domainId", f.kind, f.value, f.confidence desc, f.label nulls last
                on conflict on constraint contact_is_found_once do update
                   set confidence = greatest(contact.confidence, excluded.confidence),
                       label = coalesce(contact.label, excluded.label), updated_at = now()
                returning id, tenant, domain_id, kind, value)
            insert into contact_source (contact_id, page_id, how, url, snippet)
            select distinct on (k.id, f."pageId", f.how) k.id, f."pageId", f.how, f.url, f.snippet
              from found f
              join kept k on k.tenant = f.tenant and k.domain_id = f."domainId" and k.kind = f.kind
                         and k.value = f.value
             order by k.id, f."pageId", f.how
            on conflict (contact_id, page_id, how) do update set url = excluded.url, snippet = excluded.snippet
            """;

    private final JsonRows rows;

    ContactIntake(JsonRows rows) {
        this.rows = rows;
    }

    /**
     * What one page tells.
     *
     * @param site whose page it is
     * @param pageId its row
     * @param url its address
     * @param contacts what stands on it
     */
    public record Finding(Site site, UUID pageId, String url, List<FoundContact> contacts) {}

    /** The statement's row. */
    @RegisterForReflection
    private record Row(
            String tenant,
            UUID domainId,
            String domain,
            ContactKind kind,
            String value,
            String label,
            boolean role,
            double confidence,
            UUID pageId,
            String url,
            ContactEvidence how,
            String snippet) {}

    /**
     * Keeps each contact once per domain, with all its sources; nothing is added twice. What a page said at an earlier
     * visit and says no more is forgotten, and with its last source a contact goes.
     */
    public Uni<Void> receive(List<Finding> findings) {
        if (findings.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        String found = rows.of(findings.stream()
                .flatMap(finding -> finding.contacts().stream().map(it -> row(finding, it)))
                .toList());
        String pages = findings.stream().map(it -> it.pageId().toString()).collect(Collectors.joining(" "));
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(RECEIVE)
                        .setParameter("found", found)
                        .executeUpdate()
                        .chain(() -> session.createNativeQuery(FORGET, String.class)
                                .setParameter("found", found)
                                .setParameter("pages", pages)
                                .getResultList())
                        .chain(orphans -> sweep(session, String.join(" ", orphans))));
    }

    private static Uni<Void> sweep(Mutiny.Session session, String ids) {
        return ids.isEmpty()
                ? Uni.createFrom().voidItem()
                : session.createNativeQuery(LOCK)
                        .setParameter("ids", ids)
                        .getSingleResult()
                        .chain(() -> session.createNativeQuery(SWEEP)
                                .setParameter("ids", ids)
                                .executeUpdate())
                        .replaceWithVoid();
    }

    private static Row row(Finding finding, FoundContact contact) {
        Site site = finding.site();
        return new Row(
                site.tenant(),
                site.domainId(),
                site.name().value(),
                contact.kind(),
                contact.value(),
                contact.label(),
                contact.role(),
                contact.confidence(),
                finding.pageId(),
                finding.url(),
                contact.how(),
                contact.snippet());
    }
}
