package dev.gleaner.workflow.stock;

import dev.gleaner.curation.Curated;
import dev.gleaner.curation.Decision;
import dev.gleaner.curation.Requeue;
import dev.gleaner.database.SessionGateway;
import dev.gleaner.http.ListRequest;
import dev.gleaner.http.Listing;
import dev.gleaner.http.ProblemException;
import dev.gleaner.http.Sorting;
import dev.gleaner.identity.Actor;
import dev.gleaner.identity.Audit;
import dev.gleaner.identity.CurrentUser;
import dev.gleaner.vocabulary.AuditAction;
import dev.gleaner.workflow.desk.ItemDesk;
import dev.gleaner.workflow.desk.ItemDesks;
import dev.gleaner.workflow.price.Symbol;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** Stocks as people track and decide on them. */
@Path("/api/v1/stocks")
@RolesAllowed("USER")
@Tag(name = "Stocks")
class StockResource {
    private static final Sorting<Stock> SORTING = Sorting.of(Stock::id, "-createdAt")
            .by("createdAt", Instant.class, Stock::createdAt)
            .by("updatedAt", Instant.class, Stock::updatedAt)
            .byNullable("lastPriceDate", LocalDate.class, Stock::lastPriceDate)
            .by("symbol", String.class, Stock::symbol);

    private final ItemDesk<Stock, StockView> desk;
    private final SessionGateway sessions;
    private final Stocks stocks;
    private final StockViews views;
    private final Tracking tracking;
    private final Audit audit;
    private final CurrentUser user;

    StockResource(
            ItemDesks desks,
            SessionGateway sessions,
            Stocks stocks,
            StockViews views,
            Tracking tracking,
            Audit audit,
            CurrentUser user) {
        this.desk = desks.of(stocks, SORTING, views::of);
        this.sessions = sessions;
        this.stocks = stocks;
        this.views = views;
        this.tracking = tracking;
        this.audit = audit;
        this.user = user;
    }

    /** One page of them. */
    @GET
    @Operation(summary = "List stocks")
    public Uni<Listing<StockView>> list(@BeanParam StockFilter filter, @BeanParam ListRequest request) {
        return desk.list(filter, request);
    }

    /** One of them. */
    @GET
    @Path("/{symbol}")
    @Operation(summary = "Get a stock")
    public Uni<StockView> get(@RestPath String symbol) {
        String tenant = user.tenant();
        return sessions.inTransactionOf(
                tenant, "get stock", () -> stocks.require(tenant, symbol).chain(this::view));
    }

    private Uni<StockView> view(Stock stock) {
        return views.of(List.of(stock)).map(it -> it.get(0));
    }

    /** Tracks a symbol: its prices are retrieved at once, and after the close of every trading day. */
    @PUT
    @Path("/{symbol}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Track a symbol")
    @APIResponse(
            responseCode = "201",
            description = "Tracked from now on",
            content = @Content(schema = @Schema(implementation = StockView.class)))
    @APIResponse(
            responseCode = "200",
            description = "Tracked already, or again",
            content = @Content(schema = @Schema(implementation = StockView.class)))
    public Uni<RestResponse<StockView>> track(@RestPath String symbol, UriInfo address) {
        Symbol good = Symbol.parse(symbol)
                .orElseThrow(
                        () -> ProblemException.invalid("symbol", "must be 1 to 15 of A–Z, 0–9, “.”, “-”, “^”, “=”"));
        return desk.act(actor -> tracking.begin(actor.tenant(), good)
                .call(begun -> begun.changed()
                        ? record(actor, good.value(), true)
                        : Uni.createFrom().voidItem())
                .chain(begun -> stocks.require(actor.tenant(), good.value())
                        .chain(this::view)
                        .map(view -> answer(begun.isNew(), view, address))));
    }

    private static RestResponse<StockView> answer(boolean isNew, StockView view, UriInfo address) {
        return isNew
                ? RestResponse.ResponseBuilder.create(RestResponse.Status.CREATED, view)
                        .location(address.getRequestUri())
                        .build()
                : RestResponse.ok(view);
    }

    /** Deactivates a symbol; its prices stay. */
    @DELETE
    @Path("/{symbol}")
    @RolesAllowed("ADMIN")
    @Operation(summary = "Stop tracking a symbol; its prices are kept")
    public Uni<Void> deactivate(@RestPath String symbol) {
        Actor actor = user.actor();
        return sessions.inTransactionOf(
                actor.tenant(),
                "deactivate stock",
                () -> stocks.require(actor.tenant(), symbol)
                        .call(stock -> tracking.end(actor.tenant(), stock.symbol()))
                        .chain(stock -> record(actor, stock.symbol(), false)));
    }

    private Uni<Void> record(Actor actor, String symbol, boolean active) {
        return audit.record(actor, AuditAction.CURATED, "stock/" + symbol, Map.of("active", active));
    }

    /** Decides on many at once, by ids or by filter. What is selected is tracked again. */
    @PATCH
    @Path("/curation")
    @Operation(summary = "Decide on stocks")
    public Uni<Curated> curate(@Valid @NotNull Decision<StockFilter> decision) {
        return desk.curate(decision, tracking::follow);
    }

    /** Tries failed ones again. */
    @POST
    @Path("/requeue")
    @Operation(summary = "Try failed stocks again")
    public Uni<Curated> requeue(@Valid @NotNull Requeue<StockFilter> requeue) {
        return desk.requeue(requeue, tracking::follow);
    }
}
