package dev.gleaner.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gleaner.fixture.FakeSite;
import dev.gleaner.fixture.FakeWeb;
import dev.gleaner.fixture.GleanerClient;
import dev.gleaner.fixture.GleanerDatabase;
import dev.gleaner.fixture.ReplicaProcess;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What the sites see of several replicas, which are processes of their own on one database, behind PgBouncer. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class PolitenessIT {
    private static final Duration DELAY = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final List<ReplicaProcess> replicas = new ArrayList<>();
    private FakeWeb web;
    private GleanerDatabase database;
    private Tables tables;

    @BeforeEach
    void open() {
        web = FakeWeb.start();
        database = GleanerDatabase.fresh();
        tables = new Tables(database.direct());
    }

    @AfterEach
    void close() {
        replicas.forEach(ReplicaProcess::close);
        web.close();
    }

    @Test
    void no_two_requests_to_one_of_600_hosts_are_closer_than_the_delay_whichever_of_three_replicas_sends_them()
            throws SQLException {
        List<String> hosts =
                IntStream.range(0, 600).mapToObj(i -> "polite-" + i + ".test").toList();
        hosts.forEach(this::openSite);
        GleanerClient client = start().signIn();
        start();
        start();

        client.post("/api/v1/domains", Map.of("domains", hosts, "select", true)).expect(200);
        awaitIdle("domain");
        selectAll(client, "sitemaps");
        awaitIdle("sitemap");
        selectAll(client, "pages");
        awaitIdle("page");

        assertThat(tables.column("select distinct processing_status from page")).containsExactly("COMPLETE");
        assertThat(tables.column("select replica from attempt group by replica having count(*) >= 100"))
                .hasSize(3);
        assertThat(hosts).allSatisfy(host -> assertThat(web.requestsOf(host)).hasSizeGreaterThan(4));
        Manners.assertKept(web, hosts, DELAY);
    }

    private void openSite(String host) {
        web.site(host)
                .robots("User-agent: *\nSitemap: https://" + host + "/sitemap.xml\n")
                .page("/", "<title>" + host + "</title>")
                .page("/item/0", "<p>One")
                .page("/item/1", "<p>Two")
                .serve("/sitemap.xml", "text/xml", Sitemaps.urlset(Sitemaps.pages(host, 2)));
    }

    @Test
    void a_site_of_the_operators_own_is_read_against_its_robots_txt_and_others_are_not() {
        List<String> hosts = List.of("own.test", "other.test");
        hosts.forEach(host -> {
            openSite(host);
            web.site(host).robots("User-agent: *\nDisallow: /\nSitemap: https://" + host + "/sitemap.xml\n");
        });
        GleanerClient client = start().signIn();
        Errands errands = new Errands(client);

        for (String host : hosts) {
            assertThat(errands.scan(host).at("/error/code").asText()).isEqualTo("blocked_by_robots");
        }
        String own = errands.domain("own.test").path("id").asText();
        client.put("/api/v1/domains/" + own + "/robots", Map.of("ignored", true, "reason", "our own site"))
                .expect(200);
        assertThat(errands.scan("other.test").at("/error/code").asText()).isEqualTo("blocked_by_robots");

        JsonNode ended = errands.scan("own.test");
        assertThat(ended.path("status").asText()).as(ended.toString()).isEqualTo("COMPLETE");
        assertThat(ended.at("/counts/pagesDone").asInt()).isEqualTo(2);
        assertThat(web.countOf("own.test", "/item/1")).isEqualTo(1);
        assertThat(web.requestsOf("other.test")).extracting(it -> it.path()).containsOnly("/robots.txt");
    }

    @Test
    void what_one_replica_has_read_another_does_not_ask_for() {
        FakeSite site = web.site("once.test");
        openSite("once.test");
        site.etag("/robots.txt", "\"v1\"");
        ReplicaProcess first = start();
        Errands errands = new Errands(first.signIn());
        errands.scan("once.test");
        first.terminate();

        Errands anew = new Errands(start().signIn());
        JsonNode ended = anew.scan("once.test");

        assertThat(ended.path("status").asText()).isEqualTo("COMPLETE");
        assertThat(web.countOf("once.test", "/")).isEqualTo(2);
        assertThat(web.countOf("once.test", "/robots.txt")).isEqualTo(1);
    }

    private ReplicaProcess start() {
        ReplicaProcess replica = ReplicaProcess.on(database)
                .visiting(web)
                .with("GLEANER_FETCH_DEFAULT_DELAY", DELAY.toMillis() + "ms")
                .with("GLEANER_PIPELINE_CONCURRENCY", "120")
                .with("GLEANER_PIPELINE_BATCH", "40")
                .start();
        replicas.add(replica);
        return replica;
    }

    private static void selectAll(GleanerClient client, String what) {
        Map<String, Object> decision = Map.of("curationStatus", "SELECTED", "filter", Map.of(), "all", true);
        client.patch("/api/v1/" + what + "/curation", decision).expect(200);
    }

    private void awaitIdle(String table) {
        await("nothing of " + table + " is queued or processing")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> tables.number("select count(*) from " + table
                                + " where processing_status in ('QUEUED', 'PROCESSING')")
                        == 0);
    }
}
