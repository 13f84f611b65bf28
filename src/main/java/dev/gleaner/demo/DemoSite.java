package dev.gleaner.demo;

import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;

/**
 * Answers for {@code demo.gleaner.test} on the service's own port, in development only. It stands before everything else,
 * so that no path of the demo site meets the service's sign-in, and lets all other hosts pass.
 */
@ApplicationScoped
@IfBuildProfile("dev")
class DemoSite {
    static final String HOST = "demo.gleaner.test";

    /** Above CORS (300) and authentication (200). */
    private static final int BEFORE_EVERYTHING = 1000;

    void register(@Observes Filters filters) {
        filters.register(this::serve, BEFORE_EVERYTHING);
    }

    private void serve(RoutingContext context) {
        if (isForUs(context.request())) {
            answer(context);
        } else {
            context.next();
        }
    }

    private static boolean isForUs(HttpServerRequest request) {
        return request.authority() != null
                && HOST.equalsIgnoreCase(request.authority().host());
    }

    private static void answer(RoutingContext context) {
        HttpServerResponse response = context.response();
        Optional<DemoFiles.DemoFile> file = DemoFiles.at(context.normalizedPath());
        if (!isReading(context.request())) {
            response.setStatusCode(405).putHeader("Allow", "GET, HEAD").end();
        } else if (file.isPresent()) {
            send(response, file.get(), context.request().method() == HttpMethod.HEAD);
        } else {
            response.setStatusCode(404).putHeader("Content-Type", "text/plain").end("There is no such tree here.");
        }
    }

    private static boolean isReading(HttpServerRequest request) {
        return request.method() == HttpMethod.GET || request.method() == HttpMethod.HEAD;
    }

    private static void send(HttpServerResponse response, DemoFiles.DemoFile file, boolean headOnly) {
        response.putHeader("Content-Type", file.contentType());
        response.putHeader("Content-Length", Integer.toString(file.bytes().length));
        response.end(headOnly ? Buffer.buffer() : Buffer.buffer(file.bytes()));
    }
}
