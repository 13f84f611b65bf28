package dev.gleaner.workflow.sitemap;

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
import dev.gleaner.vocabulary.DiscoverySource;
import dev.gleaner.workflow.desk.ItemDesk;
import dev.gleaner.workflow.desk.ItemDesks;
import dev.gleaner.workflow.site.UrlReceipt;
import dev.gleaner.workflow.site.UrlSubmission;
import dev.gleaner.workflow.site.UrlSubmissions;
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
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
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

/** Sitemaps as people see and decide on them. */
@Path("/api/v1/sitemaps")
@RolesAllowed("USER")
@Tag(name = "Sitemaps")
class SitemapResource {
    private static final Sorting<Sitemap> SORTING = Sorting.of(Sitemap::id, "-createdAt")
            .by("createdAt", Instant.class, Sitemap::createdAt)
            .by("updatedAt", Instant.class, Sitemap::updatedAt)
            .byNullable("urlCount", Integer.class, Sitemap::urlCount)
            .byNullable("lastModified", Instant.class, Sitemap::lastModified)
            .by("url", String.class, Sitemap::url);

    private static final CsvColumn COLUMN = new CsvColumn("url", "sitemap", "link");

    private final ItemDesk<Sitemap, SitemapView> desk;
    private final UrlSubmissions submissions;
    private final UrlSubmissions.Desk<Sitemap> letterbox;

    SitemapResource(ItemDesks desks, Sitemaps sitemaps, SitemapIntake intake, UrlSubmissions submissions) {
        this.desk = desks.of("sitemap", sitemaps, SORTING, SitemapView::of);
        this.submissions = submissions;
        this.letterbox = new UrlSubmissions.Desk<>(
                sitemaps,
                Sitemap::url,
                (tenant, urls) -> intake.enter(
                        tenant,
                        urls.stream()
                                .map(it -> it.map(url -> new FoundSitemap(url, DiscoverySource.MANUAL)))
                                .toList()));
    }

    /** One page of them. */
    @GET
    @Operation(summary = "List sitemaps")
    public Uni<Listing<SitemapView>> list(@BeanParam SitemapFilter filter, @BeanParam ListRequest request) {
        return desk.list(filter, request);
    }

    /** All of them that the filters mean, as a document. */
    @GET
    @Path("/export")
    @Operation(
            summary = "Export sitemaps",
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
    public RestMulti<byte[]> export(@BeanParam SitemapFilter filter, @BeanParam ExportRequest request) {
        return desk.export(SitemapView.class, filter, request);
    }

    /** One of them. */
    @GET
    @Path("/{id}")
    @Operation(summary = "Get a sitemap")
    public Uni<SitemapView> get(@RestPath UUID id) {
        return desk.get(id);
    }

    /** Enters addresses that a person knows of. */
    @POST
    @Operation(summary = "Submit sitemaps")
    public Uni<UrlReceipt> submit(@Valid @NotNull UrlSubmission submission) {
        return desk.submit(submission.select(), tenant -> submissions.receive(tenant, submission, letterbox));
    }

    /** Enters the rows of a CSV document. */
    @POST
    @Path("/import")
    @Consumes("text/csv")
    @Produces(MediaType.APPLICATION_JSON)
    @Blocking
    @Operation(
            operationId = "sitemapImport",
            summary = "Import sitemaps",
            description = "Up to 100,000 rows of CSV, as the body or as the only file of a form. The column is found by"
                    + " its name: url, sitemap, link. Every row gets its own answer.")
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
                            schema = @Schema(implementation = UrlReceipt.class)))
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
                rows,
                select,
                (tenant, chunk) -> submissions.receive(tenant, new UrlSubmission(chunk, select), letterbox));
    }

    /** Decides on many at once, by ids or by filter. */
    @PATCH
    @Path("/curation")
    @Operation(summary = "Decide on sitemaps")
    public Uni<Curated> curate(@Valid @NotNull Decision<SitemapFilter> decision) {
        return desk.curate(decision);
    }

    /** Tries failed ones again. */
    @POST
    @Path("/requeue")
    @Operation(summary = "Try failed sitemaps again")
    public Uni<Curated> requeue(@Valid @NotNull Requeue<SitemapFilter> requeue) {
        return desk.requeue(requeue);
    }
}
