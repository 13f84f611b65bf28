package dev.gleaner.workflow.price;

import dev.gleaner.database.SessionGateway;
import dev.gleaner.http.Listing;
import dev.gleaner.identity.CurrentUser;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** The dividends and splits of a symbol. */
@Path("/api/v1/stocks/{symbol}/events")
@RolesAllowed("USER")
@Tag(name = "Stocks")
class PriceEventResource {
    private final SessionGateway sessions;
    private final SymbolRegister symbols;
    private final Histories histories;
    private final CurrentUser user;

    PriceEventResource(SessionGateway sessions, SymbolRegister symbols, Histories histories, CurrentUser user) {
        this.sessions = sessions;
        this.symbols = symbols;
        this.histories = histories;
        this.user = user;
    }

    /** One page of them. */
    @GET
    @Operation(summary = "Read dividends and splits, newest first")
    public Uni<Listing<PriceEvent>> list(@RestPath String symbol, @BeanParam HistoryRequest request) {
        String tenant = user.tenant();
        return sessions.inTransactionOf(
                tenant,
                "list price events",
                () -> symbols.require(tenant, symbol).chain(stock -> histories.events(tenant, stock, request)));
    }
}
