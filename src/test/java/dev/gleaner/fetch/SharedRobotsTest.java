package dev.gleaner.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.address.WebUrl;
import dev.gleaner.fixture.GleanerDatabase;
import dev.gleaner.fixture.RawServer;
import dev.gleaner.vocabulary.FetchPurpose;
import dev.gleaner.vocabulary.RobotsStatus;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Replicas are fetchers of their own here, on one database; a new one is a restart. */
@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class SharedRobotsTest {
    private static final String ORIGIN = "http://shop.test/";
    private static final String RULES = "user-agent: *\ncrawl-delay: 7\ndisallow: /private\nsitemap: /map.xml\n";

    private final GleanerDatabase database = GleanerDatabase.shared();
    private final RawServer server = new RawServer();
    private final List<Fetcher> replicas = new ArrayList<>();

    @Inject
    Vertx vertx;

    @Inject
    RobotsStore store;

    @BeforeEach
    void forget() throws SQLException {
        sql("delete from robots");
        server.at("/", RawServer.html("hello")).at("/private", RawServer.html("secret"));
    }

    @AfterEach
    void close() {
        replicas.forEach(Fetcher::close);
        server.close();
    }

    @Test
    void two_replicas_ask_once_and_agree() {
        server.at("/robots.txt", RawServer.text(200, "text/plain", RULES));
        Robots first = robots(replica(store));
        Robots second = robots(replica(store));

        assertThat(asked()).isEqualTo(1);
        for (Robots robots : List.of(first, second)) {
            assertThat(robots.status()).isEqualTo(RobotsStatus.FOUND);
            assertThat(robots.allows(WebUrl.of(ORIGIN + "private"))).isFalse();
            assertThat(robots.allows(WebUrl.of(ORIGIN + "public"))).isTrue();
            assertThat(robots.sitemaps()).containsExactly(WebUrl.of(ORIGIN + "map.xml"));
        }
    }

    @Test
    void the_delay_that_one_replica_has_learnt_the_others_keep() {
        server.at("/robots.txt", RawServer.text(200, "text/plain", RULES));
        robots(replica(store));
        Fetcher second = replica(store);

        robots(second);

        assertThat(second.delayOf("shop.test")).isEqualTo(Duration.ofSeconds(7));
        assertThat(asked()).isEqualTo(1);
    }

    @Test
    void an_expired_one_is_asked_for_only_if_it_has_changed_and_renewed() throws SQLException {
        server.at(
                "/robots.txt",
                RawServer.text(
                        200, "text/plain", RULES, "ETag: \"v1\"", "Last-Modified: Sun, 06 Nov 1994 08:49:37 GMT"));
        robots(replica(store));
        sql("update robots set expires_at = now() - interval '1 minute'");
        server.at("/robots.txt", RawServer.bytes(304, null, new byte[0], "ETag: \"v1\""));

        Robots renewed = robots(replica(store));

        assertThat(renewed.allows(WebUrl.of(ORIGIN + "private"))).isFalse();
        assertThat(server.log().get(1).headers())
                .containsEntry("if-none-match", "\"v1\"")
                .containsEntry("if-modified-since", "Sun, 06 Nov 1994 08:49:37 GMT");
        robots(replica(store));
        assertThat(asked()).isEqualTo(2);
        assertThat(ask("select expires_at > now() + interval '23 hours' from robots"))
                .isEqualTo("t");
    }

    @Test
    void an_expired_one_that_has_changed_is_replaced() throws SQLException {
        server.at("/robots.txt", RawServer.text(200, "text/plain", RULES, "ETag: \"v1\""));
        robots(replica(store));
        sql("update robots set expires_at = now() - interval '1 minute'");
        server.at("/robots.txt", RawServer.text(200, "text/plain", "user-agent: *\ndisallow: /new", "ETag: \"v2\""));

        assertThat(robots(replica(store)).allows(WebUrl.of(ORIGIN + "private"))).isTrue();
        assertThat(robots(replica(store)).allows(WebUrl.of(ORIGIN + "new"))).isFalse();
        assertThat(asked()).isEqualTo(2);
    }

    @Test
    void a_429_sends_all_replicas_away_until_its_time() throws SQLException {
        server.at("/robots.txt", RawServer.text(429, "text/plain", "", "Retry-After: 600"));
        robots(replica(store));

        assertThat(page(replica(store)))
                .isInstanceOfSatisfying(
                        Fetched.ComeBackLater.class,
                        later -> assertThat(later.delay()).isBetween(Duration.ofSeconds(500), Duration.ofSeconds(600)));
        assertThat(asked()).isEqualTo(1);

        sql("update robots set expires_at = now()");
        server.at("/robots.txt", RawServer.text(404, "text/plain", ""));
        assertThat(page(replica(store))).isInstanceOf(Fetched.Body.class);
    }

    @Test
    void a_5xx_forbids_everything_to_all_replicas_for_a_while() throws SQLException {
        server.at("/robots.txt", RawServer.text(503, "text/plain", ""));
        robots(replica(store));

        assertThat(page(replica(store)))
                .isInstanceOfSatisfying(
                        Fetched.Failed.class,
                        failed -> assertThat(failed.worthRetrying()).isTrue());
        assertThat(robots(replica(store)).status()).isEqualTo(RobotsStatus.UNREACHABLE);
        assertThat(asked()).isEqualTo(1);
        assertThat(server.pages()).isEmpty();

        sql("update robots set expires_at = now()");
        server.at("/robots.txt", RawServer.text(404, "text/plain", ""));
        assertThat(page(replica(store))).isInstanceOf(Fetched.Body.class);
    }

    @Test
    void what_a_replica_cannot_reach_is_not_held_against_the_site_by_others() throws SQLException {
        Fetcher lonely = replica(store, "resolve", "*.test=http://127.0.0.1:1");

        assertThat(robots(lonely).status()).isEqualTo(RobotsStatus.UNREACHABLE);

        assertThat(ask("select count(*) from robots")).isEqualTo("0");
        assertThat(page(replica(store))).isInstanceOf(Fetched.Body.class);
    }

    @Test
    void a_replica_sees_the_change_when_its_memory_has_passed() throws SQLException {
        server.at("/robots.txt", RawServer.text(200, "text/plain", RULES));
        Fetcher replica = replica(store, "robots-memory", "50ms");
        assertThat(robots(replica).allows(WebUrl.of(ORIGIN + "private"))).isFalse();

        sql("update robots set body = convert_to('user-agent: *', 'UTF8')");

        Awaitility.await().until(() -> robots(replica).allows(WebUrl.of(ORIGIN + "private")));
        assertThat(asked()).isEqualTo(1);
    }

    @Test
    void any_bytes_up_to_the_limit_are_kept_as_they_are() throws SQLException {
        byte[] body = new byte[500 * 1024];
        for (int i = 0; i < body.length; i++) {
            body[i] = (byte) i;
        }
        server.at("/robots.txt", RawServer.bytes(200, "text/plain", body));

        robots(replica(store));

        RobotsRecord kept =
                store.find(ORIGIN).await().atMost(Duration.ofSeconds(10)).orElseThrow();
        assertThat(kept.body()).isEqualTo(body);
    }

    @Test
    void without_the_database_each_replica_asks_and_remembers_for_itself() {
        server.at("/robots.txt", RawServer.text(200, "text/plain", RULES));
        RobotsShelf away = new RobotsShelf();
        away.leave();
        Fetcher replica = replica(away);

        assertThat(robots(replica).status()).isEqualTo(RobotsStatus.FOUND);
        assertThat(page(replica)).isInstanceOf(Fetched.Body.class);
        assertThat(asked()).isEqualTo(1);
        robots(replica(away));
        assertThat(asked()).isEqualTo(2);
    }

    private Fetcher replica(RobotsStore shared, String... changes) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "resolve", "*.test=" + server.address(),
                "default-delay", "0s",
                "max-crawl-delay", "10s",
                "delays.\"shop.test\"", "0s",
                "retry.max-retries", "0"));
        for (int i = 0; i < changes.length; i += 2) {
            settings.put(changes[i], changes[i + 1]);
        }
        Fetcher replica = new Fetcher(vertx, TestSettings.with(settings), new SimpleMeterRegistry(), shared);
        replicas.add(replica);
        return replica;
    }

    private static Robots robots(Fetcher replica) {
        return replica.robots(WebUrl.of(ORIGIN)).await().atMost(Duration.ofSeconds(20));
    }

    private static Fetched page(Fetcher replica) {
        return replica.get(new FetchRequest(WebUrl.of(ORIGIN), FetchPurpose.PAGE))
                .await()
                .atMost(Duration.ofSeconds(20));
    }

    private long asked() {
        return server.log().stream()
                .filter(seen -> seen.target().equals("/robots.txt"))
                .count();
    }

    private void sql(String statement) throws SQLException {
        database.direct().execute(statement);
    }

    private String ask(String question) throws SQLException {
        return database.direct().ask(question);
    }
}
