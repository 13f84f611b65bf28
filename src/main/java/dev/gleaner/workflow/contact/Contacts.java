package dev.gleaner.workflow.contact;

import dev.gleaner.http.ProblemException;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** The shelf of contacts. */
@ApplicationScoped
class Contacts implements PanacheRepositoryBase<Contact, UUID> {

    /**
     * The tenant's contact of this id.
     *
     * @throws ProblemException (in the Uni) if there is none
     */
    Uni<Contact> require(String tenant, UUID id) {
        return find("id = ?1 and tenant = ?2", id, tenant)
                .firstResult()
                .onItem()
                .ifNull()
                .failWith(() -> ProblemException.notFound("There is no contact " + id));
    }

    /** The sources of these contacts, by contact. */
    Uni<Map<UUID, List<ContactSource>>> sourcesOf(Collection<Contact> contacts) {
        if (contacts.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        List<UUID> ids = contacts.stream().map(Contact::id).toList();
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                "from ContactSource where contactId in :ids order by url, how", ContactSource.class)
                        .setParameter("ids", ids)
                        .getResultList())
                .map(sources -> sources.stream().collect(Collectors.groupingBy(ContactSource::contactId)));
    }
}
