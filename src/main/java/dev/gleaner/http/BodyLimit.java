package dev.gleaner.http;

import dev.gleaner.vocabulary.ProblemCode;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.MediaType;

/**
 * Refuses a body that announces itself as too large, before it is read; {@link LimitedStream} cuts off the others. The
 * framework has such limits too, but does not say why it refuses.
 */
@ApplicationScoped
class BodyLimit {
    private static final int BEFORE_THE_FRAMEWORK = 50;
    private static final MediaType TEXT_CSV = new MediaType("text", "csv");

    private final long limit;
    private final long importLimit;
    private final ProblemWriter writer;

    BodyLimit(HttpSettings settings, ProblemWriter writer) {
        this.limit = settings.maxBodySize().asLongValue();
        this.importLimit = settings.maxImportSize().asLongValue();
        this.writer = writer;
    }

    void listen(@Observes Filters filters) {
        filters.register(this::refuse, BEFORE_THE_FRAMEWORK);
    }

    /** Of a body of this type: only imports take CSV. */
    long bytes(MediaType type) {
        return type != null && TEXT_CSV.isCompatible(type) ? importLimit : limit;
    }

    private void refuse(RoutingContext exchange) {
        long most = exchange.request().path().endsWith("/import") ? importLimit : limit;
        if (announced(exchange) > most) {
            writer.write(exchange, exceeded(most));
        } else {
            exchange.next();
        }
    }

    static ProblemException exceeded(long limit) {
        return new ProblemException(ProblemCode.PAYLOAD_TOO_LARGE, "The body is larger than " + limit + " bytes.")
                .withHeader("Connection", "close");
    }

    private static long announced(RoutingContext exchange) {
        String length = exchange.request().getHeader("Content-Length");
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException beyondLong) {
            return Long.MAX_VALUE;
        }
    }
}
