package dev.gleaner.fetch;

import dev.gleaner.address.WebUrl;
import dev.gleaner.fixture.RawServer;
import dev.gleaner.vocabulary.FetchPurpose;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** A real fetcher against a real server on loopback, where every {@code *.test} host lives. */
abstract class FetcherTestBase {
    static Vertx vertx;

    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final RawServer server = new RawServer();
    final RobotsShelf store = new RobotsShelf();
    private final List<Fetcher> fetchers = new ArrayList<>();

    @BeforeAll
    static void startVertx() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stopVertx() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @AfterEach
    void closeAll() {
        fetchers.forEach(Fetcher::close);
        server.close();
    }

    /** A fetcher that knows the server, is in a hurry, and has the changes of the test. */
    Fetcher fetcher(String... changes) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "resolve", "*.test=" + server.address(),
                "default-delay", "0s",
                "slow-factor", "0",
                "retry.max-retries", "0",
                "read-timeout", "2s",
                "page-deadline", "3s"));
        for (int index = 0; index < changes.length; index += 2) {
            settings.put(changes[index], changes[index + 1]);
        }
        Fetcher fetcher = new Fetcher(vertx, TestSettings.with(settings), registry, store);
        fetchers.add(fetcher);
        return fetcher;
    }

    static Fetched get(Fetcher fetcher, FetchPurpose purpose, String url) {
        return fetcher.get(new FetchRequest(WebUrl.of(url), purpose)).await().atMost(Duration.ofSeconds(20));
    }

    static Fetched page(Fetcher fetcher, String url) {
        return get(fetcher, FetchPurpose.PAGE, url);
    }

    static Response body(Fetched fetched) {
        return fetched.match(
                Fetched.Body::response,
                other -> {
                    throw new AssertionError(other);
                },
                other -> {
                    throw new AssertionError(other);
                },
                other -> {
                    throw new AssertionError(other);
                },
                other -> {
                    throw new AssertionError(other);
                });
    }

    static byte[] bytes(Fetched fetched) throws IOException {
        try (Content content = body(fetched).content();
                InputStream stream = content.open()) {
            return stream.readAllBytes();
        }
    }
}
