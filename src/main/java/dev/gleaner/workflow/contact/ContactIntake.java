package dev.gleaner.workflow.contact;

import dev.gleaner.database.JsonRows;
import dev.gleaner.vocabulary.ContactEvidence;
import dev.gleaner.vocabulary.ContactKind;
import dev.gleaner.workflow.site.Site;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** The letterbox for what pages tell about people. Runs inside the persisting transaction. */
@ApplicationScoped
public class ContactIntake {
    private static final String RECEIVE = """
            with found as (
                select * from jsonb_to_recordset(cast(cast(:found as text) as jsonb)) as f (
                    tenant text, "domainId" uuid, domain text, kind text, value text, label text, role boolean,
                    confidence double precision, "pageId" uuid, url text, how text, snippet text)),
            kept as (
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

    /** Keeps each contact once per domain, with all its sources; nothing is added twice. */
    public Uni<Void> receive(List<Finding> findings) {
        List<Row> found = findings.stream()
                .flatMap(finding -> finding.contacts().stream().map(it -> row(finding, it)))
                .toList();
        if (found.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(RECEIVE)
                        .setParameter("found", rows.of(found))
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
