package dev.gleaner.workflow.pricefile;

import dev.gleaner.database.SessionGateway;
import dev.gleaner.http.FileForm;
import dev.gleaner.http.ListRequest;
import dev.gleaner.http.Listing;
import dev.gleaner.http.ProblemException;
import dev.gleaner.http.Sorting;
import dev.gleaner.identity.Actor;
import dev.gleaner.identity.Audit;
import dev.gleaner.identity.CurrentUser;
import dev.gleaner.phase.Offload;
import dev.gleaner.vocabulary.AuditAction;
import dev.gleaner.workflow.desk.ItemDesk;
import dev.gleaner.workflow.desk.ItemDesks;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** Price files: brought by people, looked at, tried again. */
@Path("/api/v1/stocks/files")
@RolesAllowed("USER")
@Tag(name = "Stocks")
class PriceFileResource {
    private static final Sorting<PriceFile> SORTING = Sorting.of(PriceFile::id, "-createdAt")
            .by("createdAt", Instant.class, PriceFile::createdAt)
            .by("updatedAt", Instant.class, PriceFile::updatedAt)
            .by("name", String.class, PriceFile::name)
            .by("symbol", String.class, PriceFile::symbol);

    private final ItemDesk<PriceFile, PriceFileView> desk;
    private final SessionGateway sessions;
    private final PriceFiles files;
    private final PriceFileIntake intake;
    private final PriceUploads uploads;
    private final Offload offload;
    private final Audit audit;
    private final CurrentUser user;

    PriceFileResource(
            ItemDesks desks,
            SessionGateway sessions,
            PriceFiles files,
            PriceFileIntake intake,
            PriceUploads uploads,
            Offload offload,
            Audit audit,
            CurrentUser user) {
        this.desk = desks.of("pricefile", files, SORTING, PriceFileView::of);
        this.sessions = sessions;
        this.files = files;
        this.intake = intake;
        this.uploads = uploads;
        this.offload = offload;
        this.audit = audit;
        this.user = user;
    }

    /** One page of them. */
    @GET
    @Operation(summary = "List price files, with the reports of their loading")
    public Uni<Listing<PriceFileView>> list(@BeanParam PriceFileFilter filter, @BeanParam ListRequest request) {
        return desk.list(filter, request);
    }

    /** One of them. */
    @GET
    @Path("/{id}")
    @Operation(summary = "Get a price file, with the report of its loading")
    public Uni<PriceFileView> get(@RestPath UUID id) {
        return desk.get(id);
    }

    /**
     * Puts a file into the raw folder, and queues it. What was brought before, under whatever name, is that file. On the
     * disk first: should nobody come to write it down, the folder watch finds it.
     */
    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Upload one price file, named SYMBOL_YYYY-MM-DD.html or .csv")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.MULTIPART_FORM_DATA,
                            schema = @Schema(implementation = FileForm.class)))
    @APIResponse(
            responseCode = "202",
            description = "Accepted, and queued unless it was loaded before",
            content = @Content(schema = @Schema(implementation = PriceFileView.class)))
    public Uni<RestResponse<PriceFileView>> upload(@RestForm(FileUpload.ALL) List<FileUpload> parts) {
        String tenant = user.tenant();
        FileUpload part = only(parts);
        FileName name = FileName.parse(part.fileName())
                .orElseThrow(() -> ProblemException.invalid(
                        "file", "must be named SYMBOL_YYYY-MM-DD.html or SYMBOL_YYYY-MM-DD.csv"));
        return offload.block(() -> Fingerprint.of(part.uploadedFile()))
                .map(content -> new Arrival(tenant, name, content))
                .chain(arrival -> known(arrival)
                        .chain(known -> known.isPresent()
                                ? Uni.createFrom().item(known.get())
                                : offload.block(() -> uploads.keep(arrival, part.uploadedFile()))
                                        .chain(() -> entered(arrival))))
                .chain(desk::get)
                .map(view -> RestResponse.status(RestResponse.Status.ACCEPTED, view));
    }

    private static FileUpload only(List<FileUpload> parts) {
        if (parts == null || parts.size() != 1) {
            throw ProblemException.invalid("file", "must be one file");
        }
        return parts.get(0);
    }

    private Uni<Optional<UUID>> known(Arrival arrival) {
        return sessions.inTransactionOf(
                arrival.tenant(),
                "look for price file",
                () -> files.known(
                                arrival.tenant(),
                                arrival.name().symbol().value(),
                                arrival.content().sha256())
                        .map(file -> file.map(PriceFile::id)));
    }

    private Uni<UUID> entered(Arrival arrival) {
        return desk.act(actor -> intake.receive(List.of(arrival))
                .call(() -> record(actor, AuditAction.SUBMITTED, arrival.name().toString()))
                .chain(() -> files.named(actor.tenant(), arrival.name().toString()))
                .map(PriceFile::id));
    }

    private Uni<Void> record(Actor actor, AuditAction action, String name) {
        return audit.record(actor, action, "pricefile/" + name, Map.of());
    }

    /** Tries a failed one again; one that has not failed stays as it is. */
    @POST
    @Path("/{id}/requeue")
    @Operation(summary = "Try a failed price file again")
    public Uni<PriceFileView> requeue(@RestPath UUID id) {
        String tenant = user.tenant();
        return desk.get(id)
                .call(file -> offload.block(() -> uploads.revive(tenant, file)))
                .chain(file -> desk.act(
                        actor -> files.requeue(file.id()).call(() -> record(actor, AuditAction.REQUEUED, file.name()))))
                .chain(() -> desk.get(id));
    }
}
