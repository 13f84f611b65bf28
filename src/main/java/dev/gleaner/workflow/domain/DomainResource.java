package dev.gleaner.workflow.domain;

import dev.gleaner.curation.Curated;
import dev.gleaner.curation.Decision;
import dev.gleaner.curation.Requeue;
import dev.gleaner.http.CsvColumn;
import dev.gleaner.http.CsvFile;
import dev.gleaner.http.ExportRequest;
import dev.gleaner.http.FileForm;
import dev.gleaner.http.ListRequest;
import dev.gleaner.http.Listing;
import dev.gleaner.http.Sorting;
import dev.gleaner.identity.Audit;
import dev.gleaner.identity.CurrentUser;
import dev.gleaner.workflow.desk.ItemDesk;
import dev.gleaner.workflow.desk.ItemDesks;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestMulti;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** Domains as people see and decide on them. */
@Path("/api/v1/domains")
@RolesAllowed("USER")
@Tag(name = "Domains")
class DomainResource {
    private static final Sorting<Domain> SORTING = Sorting.of(Domain::id, "-createdAt")
            .by("createdAt", Instant.class, Domain::createdAt)
            .by("updatedAt", Instant.class, Domain::updatedAt)
            .by("domain", "name", String.class, false, Domain::name);

    private static final CsvColumn COLUMN = new CsvColumn("domain", "url", "website");

    private final ItemDesk<Domain, DomainView> desk;
    private final Domains domains;
    private final DomainSubmissions submissions;
    private final CurrentUser user;
    private final Audit audit;
    private final Clock clock;

    DomainResource(
            ItemDesks desks,
            Domains domains,
            DomainViews views,
            DomainSubmissions submissions,
            CurrentUser user,
            Audit audit,
            Clock clock) {
        this.desk = desks.of(domains, SORTING, views::of);
        this.domains = domains;
        this.submissions = submissions;
        this.user = user;
        this.audit = audit;
        this.clock = clock;
    }

    /** One page of them. */
    @GET
    @Operation(summary = "List domains")
    public Uni<Listing<DomainView>> list(@BeanParam DomainFilter filter, @BeanParam ListRequest request) {
        return desk.list(filter, request);
    }

    /** All of them that the filters mean, as a document. */
    @GET
    @Path("/export")
    @Operation(
            summary = "Export domains",
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
    public RestMulti<byte[]> export(@BeanParam DomainFilter filter, @BeanParam ExportRequest request) {
        return desk.export(DomainView.class, filter, request);
    }

    /** One of them. */
    @GET
    @Path("/{id}")
    @Operation(summary = "Get a domain")
    public Uni<DomainView> get(@RestPath UUID id) {
        return desk.get(id);
    }

    /** Enters domains that a person knows of. */
    @POST
    @Operation(summary = "Submit domains")
    public Uni<DomainReceipt> submit(@Valid @NotNull DomainSubmission submission) {
        return desk.submit(submission.select(), tenant -> submissions.receive(tenant, submission));
    }

    /** Enters the rows of a CSV document. */
    @POST
    @Path("/import")
    @Consumes("text/csv")
    @Produces(MediaType.APPLICATION_JSON)
    @Blocking
    @Operation(
            operationId = "domainImport",
            summary = "Import domains",
            description = "Up to 100,000 rows of CSV, as the body or as the only file of a form. The column is found by"
                    + " its name: domain, url, website. Every row gets its own answer.")
    @RequestBody(
            content = {
                @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = "multipart/form-data", schema = @Schema(implementation = FileForm.class))
            })
    @APIResponse(
            responseCode = "200",
            description = "What became of each row, streamed",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = DomainReceipt.class)))
    public RestMulti<byte[]> importCsv(
            InputStream body,
            @Parameter(hidden = true) @RestHeader("Content-Type") String type,
            @RestQuery @Parameter(description = "Whether to queue them at once") boolean select) {
        return enter(COLUMN.read(body, CsvFile.charset(type)), select);
    }

    /** Enters the rows of a CSV file in a form. */
    @POST
    @Path("/import")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Produces(MediaType.APPLICATION_JSON)
    @Blocking
    @Operation(hidden = true)
    public RestMulti<byte[]> importForm(@RestForm(FileUpload.ALL) List<FileUpload> files, @RestQuery boolean select) {
        return enter(CsvFile.read(files, COLUMN), select);
    }

    private RestMulti<byte[]> enter(List<String> rows, boolean select) {
        return desk.submitAll(
                rows, select, (tenant, chunk) -> submissions.receive(tenant, new DomainSubmission(chunk, select)));
    }

    /** Decides on many at once, by ids or by filter. */
    @PATCH
    @Path("/curation")
    @Operation(summary = "Decide on domains")
    public Uni<Curated> curate(@Valid @NotNull Decision<DomainFilter> decision) {
        return desk.curate(decision);
    }

    /** Tries failed ones again. */
    @POST
    @Path("/requeue")
    @Operation(summary = "Try failed domains again")
    public Uni<Curated> requeue(@Valid @NotNull Requeue<DomainFilter> requeue) {
        return desk.requeue(requeue);
    }

    /** Records whether robots.txt counts on a site of the operator's own. */
    @PUT
    @Path("/{id}/robots")
    @RolesAllowed("ADMIN")
    @Operation(
            operationId = "domainDecideOnRobots",
            summary = "Ignore or obey a domain's robots.txt",
            description =
                    "For sites of one's own. What robots.txt disallows is fetched nevertheless, for this domain and"
                            + " its sitemaps and pages; its Crawl-delay is still honoured. Who said so, when and why is kept.")
    public Uni<DomainView.RobotsView> robots(@RestPath UUID id, @Valid @NotNull RobotsException exception) {
        RobotsWord word = new RobotsWord(exception, user.actor().name(), Instant.now(clock));
        return desk.act(actor -> domains.ignoreRobots(actor.tenant(), id, word)
                        .call(domain -> audit.record(actor, exception.action(), "domain/" + domain.name(), exception)))
                .map(DomainView.RobotsView::of);
    }
}
