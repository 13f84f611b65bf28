package dev.gleaner.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Limits what one network address asks for, before anything is spent on it. */
@ApplicationScoped
class AddressRates {
    /** Before {@link BodyLimit} and the check of tokens. */
    private static final int FIRST = 60;

    private final Rates rates;
    private final ProblemWriter writer;

    AddressRates(HttpSettings settings, ProblemWriter writer) {
        this.rates = new Rates(settings.requestsPerAddress());
        this.writer = writer;
    }

    void listen(@Observes Filters filters) {
        filters.register(this::limit, FIRST);
    }

    private void limit(RoutingContext exchange) {
        try {
            rates.require(exchange.request().remoteAddress().hostAddress());
        } catch (ProblemException tooOften) {
            writer.write(exchange, tooOften);
            return;
        }
        exchange.next();
    }
}
