package dev.gleaner.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Failures that never reach a resource (a broken path, a token that could not be checked) are problems like the others.
 */
@ApplicationScoped
class RouteProblems {
    /** Before the framework's own error page, after its resources. */
    private static final int ORDER = 30_000;

    private final ProblemTranslator translator;
    private final ProblemWriter writer;

    RouteProblems(ProblemTranslator translator, ProblemWriter writer) {
        this.translator = translator;
        this.writer = writer;
    }

    void listen(@Observes Router router) {
        router.route().order(ORDER).failureHandler(this::answer);
    }

    private void answer(RoutingContext exchange) {
        HttpServerRequest request = exchange.request();
        ProblemException problem = HttpProblems.ofStatus(exchange.failure() == null ? exchange.statusCode() : 0)
                .orElseGet(() -> translator.translate(cause(exchange), request.method() + " " + request.path()));
        writer.write(exchange, problem);
    }

    private static Throwable cause(RoutingContext exchange) {
        return exchange.failure() == null
                ? new IllegalStateException("failed with status " + exchange.statusCode())
                : exchange.failure();
    }
}
