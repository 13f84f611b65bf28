package dev.gleaner.workflow.price;

import dev.gleaner.database.SessionGateway;
import dev.gleaner.http.ProblemException;
import dev.gleaner.identity.CurrentUser;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** The prices of a symbol. */
@Path("/api/v1/stocks/{symbol}/prices")
@RolesAllowed("USER")
@Tag(name = "Stocks")
class PriceResource {
    /** Three centuries of trading days. */
    private static final int WHOLE_HISTORY = 80_000;

    private final SessionGateway sessions;
    private final SymbolRegister symbols;
    private final Histories histories;
    private final CurrentUser user;

    PriceResource(SessionGateway sessions, SymbolRegister symbols, Histories histories, CurrentUser user) {
        this.sessions = sessions;
        this.symbols = symbols;
        this.histories = histories;
        this.user = user;
    }

    /** One page of them; as CSV without a limit, all of the range. */
    @GET
    @Produces({MediaType.APPLICATION_JSON, PriceCsv.MEDIA_TYPE})
    @Operation(summary = "Read prices, newest first; as CSV without a limit, all of the range")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = PricePage.class)),
                @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING))
            })
    public Uni<RestResponse<Object>> list(
            @RestPath String symbol,
            @BeanParam HistoryRequest request,
            @RestQuery
                    @DefaultValue("json")
                    @Parameter(
                            description = "How it is written",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"json", "csv"}))
                    String format) {
        String tenant = user.tenant();
        return switch (format) {
            case "json" ->
                sessions.inTransactionOf(
                                tenant,
                                "list prices",
                                () -> symbols.require(tenant, symbol)
                                        .chain(stock -> histories.prices(tenant, stock, request)))
                        .map(page -> answer(page, MediaType.APPLICATION_JSON));
            case "csv" ->
                sessions.inTransactionOf(
                                tenant,
                                "export prices",
                                () -> symbols.require(tenant, symbol)
                                        .chain(stock -> histories.prices(tenant, stock, request, most(request))))
                        .map(prices -> answer(PriceCsv.of(prices), PriceCsv.MEDIA_TYPE));
            default -> throw ProblemException.invalid("format", "must be json or csv");
        };
    }

    /** What the JSON looks like, for the description of the API. */
    record PricePage(List<DayPrice> items, String nextCursor, Long total) {}

    private static int most(HistoryRequest request) {
        return request.limit() == null ? WHOLE_HISTORY : request.limit();
    }

    private static RestResponse<Object> answer(Object entity, String type) {
        return RestResponse.ResponseBuilder.ok(entity)
                .header("Content-Type", type)
                .build();
    }
}
