package dev.gleaner.workflow.contact;

import dev.gleaner.database.SessionGateway;
import dev.gleaner.http.Condition;
import dev.gleaner.http.ExportRequest;
import dev.gleaner.http.Exports;
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
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestMulti;
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
    private final Exports exports;
    private final CurrentUser user;

    ContactResource(SessionGateway sessions, Contacts contacts, Listings listings, Exports exports, CurrentUser user) {
        this.sessions = sessions;
        this.contacts = contacts;
        this.listings = listings;
        this.exports = exports;
        this.user = user;
    }

    /** One page of them. */
    @GET
    @Operation(summary = "List contacts")
    public Uni<Listing<ContactView>> list(@BeanParam ContactFilter filter, @BeanParam ListRequest request) {
        return lister(filter).apply(request);
    }

    /** Who asks is only known now, not when the later pages of an export are read. */
    private Function<ListRequest, Uni<Listing<ContactView>>> lister(ContactFilter filter) {
        String tenant = user.tenant();
        Condition condition = Condition.equal("tenant", tenant).and(filter.condition());
        return request -> sessions.inTransactionOf(
                tenant,
                "list contacts",
                () -> listings.list(contacts, condition, SORTING, request).chain(this::viewed));
    }

    private Uni<Listing<ContactView>> viewed(Listing<Contact> page) {
        return contacts.sourcesOf(page.items())
                .map(sources -> page.map(it -> ContactView.of(it, sources.getOrDefault(it.id(), List.of()))));
    }

    /** All of them that the filters mean, as a document. */
    @GET
    @Path("/export")
    @Operation(
            summary = "Export contacts",
            description =
                    "Everything that the list with the same filters shows, as CSV or as one JSON object per line.")
    @APIResponse(
            responseCode = "200",
            description = "The document, streamed",
            content = {
                @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING, format = "binary")),
                @Content(
                        mediaType = "application/x-ndjson",
                        schema = @Schema(type = SchemaType.STRING, format = "binary"))
            })
    public RestMulti<byte[]> export(@BeanParam ContactFilter filter, @BeanParam ExportRequest request) {
        return exports.of("contacts", ContactView.class, request, lister(filter));
    }

    /** One of them. */
    @GET
    @Path("/{id}")
    @Operation(summary = "Get a contact")
    public Uni<ContactView> get(@RestPath UUID id) {
        String tenant = user.tenant();
        return sessions.inTransactionOf(
                tenant,
                "get contact",
                () -> contacts.require(tenant, id)
                        .chain(contact -> contacts.sourcesOf(List.of(contact))
                                .map(sources -> ContactView.of(contact, sources.getOrDefault(id, List.of())))));
    }
}
