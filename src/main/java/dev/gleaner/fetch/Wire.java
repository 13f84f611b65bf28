package dev.gleaner.fetch;

import dev.gleaner.address.WebUrl;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.tracing.TracingPolicy;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The HTTP client and what every exchange needs of it. */
final class Wire {
    private static final int KEEP_ALIVE_SECONDS = 15;
    /** Politeness lets one request to a host through at a time; a second connection outlasts one that still closes. */
    private static final int CONNECTIONS_PER_HOST = 2;

    private final Vertx vertx;
    private final FetchSettings settings;
    private final HttpClient client;
    private final Routes routes;
    private final Verdicts verdicts;

    Wire(Vertx vertx, FetchSettings settings) {
        this.vertx = vertx;
        this.settings = settings;
        this.client = vertx.httpClientBuilder()
                .with(options(settings))
                .with(new PoolOptions().setHttp1MaxSize(CONNECTIONS_PER_HOST).setHttp2MaxSize(CONNECTIONS_PER_HOST))
                // Told to whoever asked; without a handler, a hostile server could fill the log with errors.
                .withConnectHandler(connection -> connection.exceptionHandler(failure -> {}))
                .build();
        this.routes = new Routes(vertx, settings);
        this.verdicts = new Verdicts(settings, Clock.systemUTC());
    }

    /**
     * Asks once. Completes with a value whatever the server does; cancelling closes the connection.
     *
     * @param request what the journey is for
     * @param url where it has come to
     * @param time how long this exchange may take
     */
    Uni<Leg> ask(FetchRequest request, WebUrl url, Duration time) {
        return Uni.createFrom().emitter(emitter -> {
            Exchange exchange = new Exchange(this, request, url);
            emitter.onTermination(exchange::abandon);
            exchange.run(time).onComplete(emitter::complete, emitter::fail);
        });
    }

    Future<HttpClientRequest> connect(Route route) {
        return client.request(route.options()
                        .putHeader("User-Agent", settings.userAgent())
                        .putHeader("Accept-Encoding", "gzip, deflate, br, zstd"))
                .map(request -> request.version() == HttpVersion.HTTP_2 ? asHttp2(request, route) : request);
    }

    /** There, what HTTP/1.1 calls Host is part of the address; a second one beside it would be malformed. */
    private static HttpClientRequest asHttp2(HttpClientRequest request, Route route) {
        request.headers().remove("Host");
        return request.authority(
                HostAndPort.create(route.url().host(), route.url().port()));
    }

    void close() {
        client.close();
    }

    Vertx vertx() {
        return vertx;
    }

    FetchSettings settings() {
        return settings;
    }

    Routes routes() {
        return routes;
    }

    Verdicts verdicts() {
        return verdicts;
    }

    private static HttpClientOptions options(FetchSettings settings) {
        return new HttpClientOptions()
                // Our traces are nobody else's business: no traceparent is sent along.
                .setTracingPolicy(TracingPolicy.IGNORE)
                .setConnectTimeout((int) settings.connectTimeout().toMillis())
                .setSslHandshakeTimeout(settings.connectTimeout().toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setHttp2KeepAliveTimeout(KEEP_ALIVE_SECONDS)
                // Offered where there is TLS; without it HTTP/2 would have to be asked for by a request of its own.
                .setUseAlpn(true)
                .setAlpnVersions(List.of(HttpVersion.HTTP_2, HttpVersion.HTTP_1_1))
                .setInitialSettings(new Http2Settings()
                        .setPushEnabled(false)
                        .setMaxHeaderListSize(settings.maxHeaderBytes().asLongValue()))
                .setMaxHeaderSize((int) settings.maxHeaderBytes().asLongValue())
                .setDecompressionSupported(false)
                .setTrustAll(false)
                .setVerifyHost(true);
    }
}
