package dev.gleaner.workflow.contact;

import dev.gleaner.database.SessionGateway;
import dev.gleaner.http.Condition;
import dev.gleaner.http.ListRequest;
import dev.gleaner.http.Listing;
import dev.gleaner.http.Listings;
import dev.gleaner.http.Sorting;
import dev.gleaner.identity.CurrentUser;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Contacts: what all the gathering is for. */
@Path("/api/v1/contacts")
@RolesAllowed("USER")
@Tag(name = "Contacts")
class ContactResource {
    private static final Sorting<Contact> SORTING = Sorting.of(Contact::id, "-createdAt")
            .by("createdAt", Instant.class, Contact::createdAt)
            .by("value", String.class, Contact::value);

    private final SessionGateway sessions;
    private final Contacts contacts;
    private final Listings listings;
    private final CurrentUser user;

    ContactResource(SessionGateway sessions, Contacts contacts, Listings listings, CurrentUser user) {
        this.sessions = sessions;
        this.contacts = contacts;
        this.listings = listings;
        this.user = user;
    }

    /** One page of them. */
    @GET
    @Operation(summary = "List contacts")
    public Uni<Listing<ContactView>> list(@BeanParam ContactFilter filter, @BeanParam ListRequest request) {
        Condition condition = Condition.equal("tenant", user.tenant()).and(filter.condition());
        return sessions.inTransaction(
                "list contacts",
                () -> listings.list(contacts, condition, SORTING, request).chain(this::viewed));
    }

    private Uni<Listing<ContactView>> viewed(Listing<Contact> page) {
        return contacts.sourcesOf(page.items())
                .map(sources -> page.map(it -> ContactView.of(it, sources.getOrDefault(it.id(), List.of()))));
    }

    /** One of them. */
    @GET
    @Path("/{id}")
    @Operation(summary = "Get a contact")
    public Uni<ContactView> get(@RestPath UUID id) {
        String tenant = user.tenant();
        return sessions.inTransaction(
                "get contact",
                () -> contacts.require(tenant, id)
                        .chain(contact -> contacts.sourcesOf(List.of(contact))
                                .map(sources -> ContactView.of(contact, sources.getOrDefault(id, List.of())))));
    }
}
