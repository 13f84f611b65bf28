package dev.gleaner.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;

/**
 * Cuts off who sends a body drop by drop: each drop keeps a connection from being idle, so only the whole time tells, and
 * the worker that reads an import would be theirs for as long as they like.
 */
@ApplicationScoped
class BodyDeadline {
    /** Before {@link BodyLimit}, after the rates. */
    private static final int EARLY = 55;

    /** The end of a request without a body may never be told while its answer is streamed. */
    private static final Set<HttpMethod> WITH_BODY = Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH);

    private final Vertx vertx;
    private final long milliseconds;

    BodyDeadline(Vertx vertx, HttpSettings settings) {
        this.vertx = vertx;
        this.milliseconds = Math.max(1, settings.bodyDeadline().toMillis());
    }

    void listen(@Observes Filters filters) {
        filters.register(this::watch, EARLY);
    }

    private void watch(RoutingContext exchange) {
        HttpServerRequest request = exchange.request();
        if (WITH_BODY.contains(request.method()) && !request.isEnded()) {
            long timer = vertx.setTimer(milliseconds, late -> cutOff(request));
            exchange.addEndHandler(ended -> vertx.cancelTimer(timer));
        }
        exchange.next();
    }

    private static void cutOff(HttpServerRequest request) {
        if (!request.isEnded()) {
            request.response().reset();
        }
    }
}
