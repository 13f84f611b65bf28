package dev.gleaner.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;

/** Writes a problem where no resource is involved: before the token is checked, or on a path that is not ours. */
@ApplicationScoped
public class ProblemWriter {
    private final ObjectMapper json;

    ProblemWriter(ObjectMapper json) {
        this.json = json;
    }

    /** Ends the response with the problem, unless it has begun already. */
    public void write(RoutingContext exchange, ProblemException problem) {
        var response = exchange.response();
        if (response.ended() || response.headWritten()) {
            exchange.request().connection().close();
            return;
        }
        response.setStatusCode(problem.status()).putHeader("Content-Type", Problem.MEDIA_TYPE);
        problem.headers().forEach(response::putHeader);
        var body = Problem.of(problem, exchange.request().path());
        // a request body that nobody reads must not block the connection
        exchange.request().resume();
        exchange.end(text(body))
                .onFailure(gone -> exchange.request().connection().close());
    }

    private String text(Problem body) {
        try {
            return json.writeValueAsString(body);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
