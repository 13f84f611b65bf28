package dev.gleaner.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.RequestOptions;
import io.vertx.ext.web.Router;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class DemoSiteTest {
    private final Vertx vertx = Vertx.vertx();
    private HttpServer server;

    /** The filter, and behind it a service that lets nobody in. */
    @BeforeEach
    void start() throws Exception {
        Filters filters = new Filters();
        new DemoSite().register(filters);
        Router router = Router.router(vertx);
        router.route().handler(filters.getFilters().get(0).getHandler());
        router.route().handler(context -> context.response().setStatusCode(401).end());
        server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void its_host_gets_the_site_without_signing_in() throws Exception {
        Answer home = ask(HttpMethod.GET, "demo.gleaner.test", "/");

        assertThat(home.status()).isEqualTo(200);
        assertThat(home.contentType()).isEqualTo("text/html; charset=utf-8");
        assertThat(home.body()).contains("Old apples, picked by hand");
        assertThat(ask(HttpMethod.GET, "Demo.Gleaner.Test", "/robots.txt").body())
                .contains("Sitemap:");
    }

    @Test
    void its_unknown_paths_are_not_the_services() throws Exception {
        assertThat(ask(HttpMethod.GET, "demo.gleaner.test", "/api/v1/domains").status())
                .isEqualTo(404);
        assertThat(ask(HttpMethod.POST, "demo.gleaner.test", "/").status()).isEqualTo(405);
    }

    @Test
    void a_head_request_gets_no_body() throws Exception {
        Answer head = ask(HttpMethod.HEAD, "demo.gleaner.test", "/style.css");

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
    }

    @Test
    void other_hosts_pass() throws Exception {
        assertThat(ask(HttpMethod.GET, "localhost", "/").status()).isEqualTo(401);
        assertThat(ask(HttpMethod.GET, "gleaner.test", "/robots.txt").status()).isEqualTo(401);
    }

    private Answer ask(HttpMethod method, String host, String path) throws Exception {
        RequestOptions options = new RequestOptions()
                .setMethod(method)
                .setHost("127.0.0.1")
                .setPort(server.actualPort())
                .setURI(path)
                .putHeader("Host", host + ":" + server.actualPort());
        // from a thread of Vert.x: to any other the answer may come before somebody listens for its body
        Promise<Answer> answer = Promise.promise();
        vertx.runOnContext(ignored -> vertx.createHttpClient()
                .request(options)
                .compose(request -> request.send())
                .compose(response -> response.body().map(body -> Answer.of(response, body)))
                .onComplete(answer));
        return answer.future().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    private record Answer(int status, String contentType, String body) {
        static Answer of(HttpClientResponse response, Buffer body) {
            return new Answer(response.statusCode(), response.getHeader("Content-Type"), body.toString());
        }
    }
}
