package dev.gleaner.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.fixture.TestCertificate;
import dev.gleaner.vocabulary.ErrorCode;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The wire speaks HTTP/2 with servers that can, and never without a certificate that the machine trusts. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class Http2Test extends FetcherTestBase {
    @TempDir
    static Path folder;

    private static Path store;

    /** What a request looked like to the server. */
    private record Seen(HttpVersion version, String authority, String host, String path) {}

    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private HttpServer secure;

    @BeforeAll
    static void trustTheTestCertificate() throws Exception {
        store = TestCertificate.in(folder).with("server", "shop.test").store();
        System.setProperty("javax.net.ssl.trustStore", store.toString());
        System.setProperty("javax.net.ssl.trustStorePassword", TestCertificate.PASSWORD);
    }

    @AfterAll
    static void trustNobodyElse() {
        System.clearProperty("javax.net.ssl.trustStore");
        System.clearProperty("javax.net.ssl.trustStorePassword");
    }

    @BeforeEach
    void listen() throws Exception {
        secure = listen(true);
    }

    @AfterEach
    void close() throws Exception {
        secure.close().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
    }

    @Test
    void a_server_that_can_is_spoken_to_in_http_2_over_one_connection() throws IOException {
        Fetcher fetcher = fetcher("resolve", "*.test=https://127.0.0.1:" + secure.actualPort());
        assertThat(body(page(fetcher, "https://shop.test/a?b=1")).text()).isEqualTo("hello");
        assertThat(body(page(fetcher, "https://shop.test/c")).text()).isEqualTo("hello");
        assertThat(seen)
                .contains(
                        new Seen(HttpVersion.HTTP_2, "shop.test", null, "/a?b=1"),
                        new Seen(HttpVersion.HTTP_2, "shop.test", null, "/c"))
                .hasSize(3);
        assertThat(connections).hasValue(1);
    }

    @Test
    void a_server_that_cannot_is_spoken_to_as_before() throws Exception {
        HttpServer older = listen(false);
        Fetcher fetcher = fetcher("resolve", "*.test=https://127.0.0.1:" + older.actualPort());
        assertThat(body(page(fetcher, "https://shop.test/")).text()).isEqualTo("hello");
        assertThat(seen).contains(new Seen(HttpVersion.HTTP_1_1, "shop.test", "shop.test", "/"));
        older.close();
    }

    @Test
    void a_certificate_for_another_host_is_refused() {
        Fetcher fetcher = fetcher("resolve", "*.test=https://127.0.0.1:" + secure.actualPort());
        assertThat(page(fetcher, "https://other.test/"))
                .isInstanceOfSatisfying(
                        Fetched.Failed.class,
                        failed -> assertThat(failed.reason()).isEqualTo(ErrorCode.TLS_FAILED));
        assertThat(seen).isEmpty();
    }

    @Test
    void failures_have_the_same_words_as_over_http_1() {
        Fetcher fetcher = fetcher("resolve", "*.test=https://127.0.0.1:" + secure.actualPort(), "page-max-bytes", "1M");
        assertThat(reason(page(fetcher, "https://shop.test/reset"))).isEqualTo(ErrorCode.CONNECTION_LOST);
        assertThat(reason(page(fetcher, "https://shop.test/large"))).isEqualTo(ErrorCode.TOO_LARGE);
        assertThat(page(fetcher, "https://shop.test/")).isInstanceOf(Fetched.Body.class);
    }

    @Test
    void a_server_that_falls_silent_is_left() {
        Fetcher fetcher =
                fetcher("resolve", "*.test=https://127.0.0.1:" + secure.actualPort(), "read-timeout", "300ms");
        assertThat(reason(page(fetcher, "https://shop.test/silent"))).isEqualTo(ErrorCode.READ_TIMEOUT);
    }

    private static ErrorCode reason(Fetched fetched) {
        assertThat(fetched).isInstanceOf(Fetched.Failed.class);
        return ((Fetched.Failed) fetched).reason();
    }

    private HttpServer listen(boolean http2) throws Exception {
        HttpServerOptions options = new HttpServerOptions()
                .setHost("127.0.0.1")
                .setPort(0)
                .setSsl(true)
                .setUseAlpn(http2)
                .setKeyCertOptions(new PfxOptions().setPath(store.toString()).setPassword(TestCertificate.PASSWORD));
        return vertx.createHttpServer(options)
                .connectionHandler(connection -> connections.incrementAndGet())
                .requestHandler(this::answer)
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .get(5, TimeUnit.SECONDS);
    }

    private void answer(HttpServerRequest request) {
        seen.add(new Seen(request.version(), request.authority().host(), request.getHeader("Host"), request.uri()));
        request.response().putHeader("Content-Type", "text/html");
        switch (request.path()) {
            case "/robots.txt" -> request.response().setStatusCode(404).end();
            case "/reset" -> request.response().reset(2);
            case "/silent" -> request.response().setChunked(true).write("h");
            case "/large" -> request.response().end("x".repeat(2 << 20));
            case "/head" ->
                request.response().putHeader("X", "y".repeat(70_000)).end("hello");
            default -> request.response().end("hello");
        }
    }
}
