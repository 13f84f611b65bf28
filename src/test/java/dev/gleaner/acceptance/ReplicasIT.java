package dev.gleaner.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gleaner.fixture.FakeSite;
import dev.gleaner.fixture.FakeWeb;
import dev.gleaner.fixture.GleanerClient;
import dev.gleaner.fixture.GleanerDatabase;
import dev.gleaner.fixture.ReplicaProcess;
import dev.gleaner.fixture.SeenRequest;
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

/** Several replicas on one database; behind one pooler with three connections where PgBouncer is installed. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ReplicasIT {
    private static final Duration DELAY = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int PAGES = 3;
    private static final int CONCURRENCY = 20;

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
    void two_replicas_share_the_work_and_do_each_thing_once() throws SQLException {
        List<String> hosts = openSites(120);
        hosts.forEach(host -> web.site(host).stallAll());
        GleanerClient client = start().signIn();
        start();

        submit(client, hosts);
        awaitFullSlots();
        web.release();
        awaitIdle("domain", PATIENCE);
        selectAll(client, "sitemaps", hosts.size());
        selectAll(client, "pages", hosts.size() * PAGES);

        assertThat(tables.column("select distinct processing_status from page")).containsExactly("COMPLETE");
        for (String host : hosts) {
            List<String> seen =
                    web.requestsOf(host).stream().map(SeenRequest::path).toList();
            assertThat(seen)
                    .filteredOn(path -> !path.equals("/robots.txt") && !path.equals("/sitemap.xml"))
                    .doesNotHaveDuplicates();
            // the survey looks whether it is one; whoever selects it later has it read
            assertThat(seen).filteredOn("/sitemap.xml"::equals).hasSizeBetween(1, 2);
            assertThat(seen).as(host).contains("/", "/sitemap.xml", "/item/0", "/item/1", "/item/2");
        }
        Manners.assertKept(web, hosts, DELAY);
        everyoneTookPart(2);
    }

    private void everyoneTookPart(int replicas) throws SQLException {
        assertThat(tables.column("select distinct workflow from attempt")).hasSize(3);
        assertThat(tables.column("select replica from attempt group by replica having count(*) >= 20"))
                .hasSize(replicas);
        assertThat(
                        tables.number(
                                "select count(*) from (select item_id from attempt group by item_id having count(*) > 1) twice"))
                .isZero();
    }

    @Test
    void what_a_killed_replica_held_is_done_by_the_other() throws SQLException {
        List<String> hosts = openSites(60);
        ReplicaProcess victim = start("GLEANER_PIPELINE_LEASE", "5s");
        ReplicaProcess survivor = start("GLEANER_PIPELINE_LEASE", "5s");
        hosts.forEach(host -> web.site(host).stallAll());
        submit(survivor.signIn(), hosts);
        awaitFullSlots();

        victim.kill();
        web.release();

        awaitIdle("domain", PATIENCE);
        assertThat(tables.column("select distinct processing_status from domain"))
                .containsExactly("COMPLETE");
        assertThat(tables.number("select count(*) from attempt where outcome = 'EXPIRED'"))
                .isPositive();
        assertThat(tables.number("select count(*) from sitemap")).isEqualTo(hosts.size());
    }

    @Test
    void a_replica_that_is_told_to_end_hands_back_what_it_held_and_its_successor_ends_the_scan() throws SQLException {
        openSites(1);
        FakeSite site = web.site("site-0.test").stall("/item/1");
        ReplicaProcess first = start("GLEANER_PIPELINE_DRAIN", "5s");
        String scan = new Errands(first.signIn()).startScan("site-0.test");
        await("a page is under way").atMost(PATIENCE).until(() -> web.countOf("site-0.test", "/item/1") == 1);

        // the JVM's word for SIGTERM
        assertThat(first.terminate()).as(first.log()).isIn(0, 128 + 15);
        assertThat(tables.number("select count(*) from page where processing_status = 'PROCESSING'"))
                .isZero();
        assertThat(tables.column("select processing_status || ' ' || attempts from page where url like '%/item/1'"))
                .containsExactly("QUEUED 0");

        site.release();
        JsonNode ended = new Errands(start().signIn()).awaitScan(scan);
        assertThat(ended.path("status").asText()).as(ended.toString()).isEqualTo("COMPLETE");
        assertThat(ended.path("counts").path("pagesDone").asInt()).isEqualTo(PAGES);
        assertThat(web.countOf("site-0.test", "/item/0")).isEqualTo(1);
    }

    @Test
    void a_hundred_silent_sites_hold_no_connection() throws SQLException {
        List<String> hosts = openSites(100);
        hosts.forEach(host -> web.site(host).stallAll());
        GleanerClient client = start("GLEANER_PIPELINE_CONCURRENCY", "500").signIn();
        submit(client, hosts);
        await("all sites are being asked").atMost(PATIENCE).until(() -> web.inFlight() == hosts.size());

        List<Integer> busy = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            long begin = System.nanoTime();
            client.get("/api/v1/domains?processingStatus=PROCESSING&withTotal=true&limit=5")
                    .expect(200);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
            busy.add(database.busyConnections());
        }
        assertThat(web.inFlight()).isEqualTo(hosts.size());
        assertThat(busy).as("connections in a transaction, again and again").contains(0);
        assertThat(busy.stream().mapToInt(it -> it).average().orElseThrow()).isLessThan(1);

        web.release();
        awaitIdle("domain", PATIENCE);
        assertThat(tables.column("select distinct processing_status from domain"))
                .containsExactly("COMPLETE");
    }

    private ReplicaProcess start(String... environment) {
        ReplicaProcess.Builder builder = ReplicaProcess.on(database)
                .visiting(web)
                .with("GLEANER_FETCH_DEFAULT_DELAY", DELAY.toMillis() + "ms")
                .with("GLEANER_FETCH_READ_TIMEOUT", "120s")
                .with("GLEANER_FETCH_PAGE_DEADLINE", "120s")
                .with("GLEANER_FETCH_ROBOTS_DEADLINE", "120s")
                .with("GLEANER_PIPELINE_LEASE", "20s")
                .with("GLEANER_PIPELINE_RENEW", "1s")
                .with("GLEANER_PIPELINE_RESCUE", "1s")
                .with("GLEANER_PIPELINE_CONCURRENCY", Integer.toString(CONCURRENCY));
        for (int i = 0; i < environment.length; i += 2) {
            builder.with(environment[i], environment[i + 1]);
        }
        ReplicaProcess replica = builder.start();
        replicas.add(replica);
        return replica;
    }

    /** Sites with a home page, a sitemap that robots.txt names, and some pages. */
    private List<String> openSites(int count) {
        List<String> hosts =
                IntStream.range(0, count).mapToObj(i -> "site-" + i + ".test").toList();
        hosts.forEach(host -> {
            FakeSite site = web.site(host)
                    .robots("User-agent: *\nSitemap: https://" + host + "/sitemap.xml\n")
                    .page("/", "<title>" + host + "</title>")
                    .serve("/sitemap.xml", "text/xml", Sitemaps.urlset(Sitemaps.pages(host, PAGES)));
            IntStream.range(0, PAGES).forEach(i -> site.page("/item/" + i, "<p>Item " + i));
        });
        return hosts;
    }

    private static void submit(GleanerClient client, List<String> hosts) {
        assertThat(client.post("/api/v1/domains", Map.of("domains", hosts, "select", true))
                        .expect(200)
                        .at("queued")
                        .asInt())
                .isEqualTo(hosts.size());
    }

    private void awaitFullSlots() {
        await("both have filled their slots")
                .atMost(PATIENCE)
                .until(() -> tables.column(
                                        "select lease_owner from domain where lease_owner is not null group by lease_owner"
                                                + " having count(*) = "
                                                + CONCURRENCY)
                                .size()
                        == 2);
    }

    private void selectAll(GleanerClient client, String what, int expected) {
        Map<String, Object> decision = Map.of("curationStatus", "SELECTED", "filter", Map.of(), "all", true);
        GleanerClient.Answer answer =
                client.patch("/api/v1/" + what + "/curation", decision).expect(200);
        assertThat(answer.at("queued").asInt()).as(what).isEqualTo(expected);
        awaitIdle(what.substring(0, what.length() - 1), PATIENCE);
    }

    private void awaitIdle(String table, Duration atMost) {
        await("nothing of " + table + " is queued or processing")
                .atMost(atMost)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> tables.number("select count(*) from " + table
                                + " where processing_status in ('QUEUED', 'PROCESSING')")
                        == 0);
    }
}
