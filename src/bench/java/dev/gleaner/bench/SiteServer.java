package dev.gleaner.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * All sites that are visited, in a process of its own whose work nobody is charged with. It answers for any host: pages of
 * 30 KB ({@code /p/17}), pages that take two seconds ({@code /slow/17}) or for ever ({@code /held/17}), sitemaps, robots.txt. Prints its port.
 */
final class SiteServer {
    private static final long SLOW_MILLISECONDS = 2000;

    private final Vertx vertx;
    private final SitePages pages = new SitePages();
    private final AtomicInteger held = new AtomicInteger();
    private final Map<String, Buffer> sitemaps = new ConcurrentHashMap<>();

    private SiteServer(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Serves until its standard input ends. */
    public static void main(String[] arguments) throws Exception {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
        HttpServer server = vertx.createHttpServer(new HttpServerOptions()
                        .setHost("127.0.0.1")
                        .setPort(0)
                        .setAcceptBacklog(16384)
                        .setHttp2ClearTextEnabled(false))
                .requestHandler(new SiteServer(vertx)::answer)
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        System.out.println(server.actualPort());
        System.in.read();
        System.exit(0);
    }

    private void answer(HttpServerRequest request) {
        String path = request.path();
        String named = request.getParam("host");
        String host = named == null ? request.authority().host() : named;
        if (path.startsWith("/p/")) {
            html(request, pages.page(host, Integer.parseInt(path.substring(3))));
        } else if (path.startsWith("/slow/")) {
            Buffer page = pages.small(host, path);
            vertx.setTimer(SLOW_MILLISECONDS, ignored -> html(request, page));
        } else if (path.startsWith("/held/")) {
            held.incrementAndGet();
            request.connection().closeHandler(closed -> held.decrementAndGet());
        } else if (path.equals("/held")) {
            request.response().end(Integer.toString(held.get()));
        } else if (path.equals("/robots.txt")) {
            request.response().putHeader("Content-Type", "text/plain").end("User-agent: *\nAllow: /\n");
        } else if (path.startsWith("/sitemap")) {
            sitemap(request, host + path);
        } else {
            request.response().setStatusCode(404).end("not here");
        }
    }

    /** The first to ask waits until it is made. */
    private void sitemap(HttpServerRequest request, String address) {
        vertx.executeBlocking(() -> sitemaps.computeIfAbsent(address, SiteSitemaps::of), false)
                .onSuccess(body -> request.response()
                        .putHeader("Content-Type", "application/xml")
                        .end(body))
                .onFailure(failure -> request.response().setStatusCode(500).end(failure.toString()));
    }

    private static void html(HttpServerRequest request, Buffer page) {
        request.response().putHeader("Content-Type", "text/html; charset=utf-8").end(page);
    }
}
