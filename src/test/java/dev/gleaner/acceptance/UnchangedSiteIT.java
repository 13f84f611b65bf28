package dev.gleaner.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gleaner.fixture.FakeSite;
import dev.gleaner.fixture.FakeWeb;
import dev.gleaner.fixture.GleanerDatabase;
import dev.gleaner.fixture.ReplicaProcess;
import dev.gleaner.fixture.SeenRequest;
import dev.gleaner.fixture.SentAnswer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Reading a site again costs what has changed, and gives what a first reading would give. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class UnchangedSiteIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String DATE = "Sat, 31 Jan 2026 10:00:00 GMT";

    /** The home page, the first sitemap twice (the survey looks whether it is one still), two more, six pages. */
    private static final int REQUESTS = 1 + 2 + 2 + 6;

    private static FakeWeb web;
    private static GleanerDatabase database;
    private static ReplicaProcess replica;
    private static Errands errands;

    @BeforeAll
    static void start() {
        web = FakeWeb.start();
        database = GleanerDatabase.fresh();
        replica = ReplicaProcess.on(database)
                .visiting(web)
                .with("GLEANER_FETCH_DEFAULT_DELAY", "5ms")
                .start();
        errands = new Errands(replica.signIn());
    }

    @AfterAll
    static void stop() {
        if (replica != null) {
            replica.close();
        }
        if (web != null) {
            web.close();
        }
    }

    @Test
    void a_second_scan_of_an_unchanged_site_transfers_heads_only_and_finds_the_same() throws SQLException {
        site("still.test").robots("User-agent: *\nSitemap: https://still.test/sitemap.xml\n");
        theSecondScanTransfersHeadsOnly("still.test");
    }

    @Test
    void so_it_does_where_the_sitemap_has_to_be_looked_for() throws SQLException {
        site("shy.test");
        theSecondScanTransfersHeadsOnly("shy.test");
    }

    private static void theSecondScanTransfersHeadsOnly(String host) throws SQLException {
        JsonNode first = errands.scan(host);
        assertThat(first.path("counts").toString())
                .isEqualTo("{\"sitemaps\":3,\"pages\":6,\"pagesDone\":6,\"pagesFailed\":0,\"contacts\":6}");
        Tables tables = new Tables(database.direct());
        Map<String, Long> rows = tables.counts();
        List<JsonNode> contacts = errands.all("/api/v1/contacts" + errands.of(host) + "&sort=value");
        List<String> titles = errands.all("/api/v1/pages" + errands.of(host), "title");
        JsonNode metadata = errands.domain(host).path("metadata");
        String scraped = scrapedAt(tables, host);
        web.forgetRequests();

        JsonNode second = errands.scan(host);

        assertThat(second.path("status").asText()).isEqualTo("COMPLETE");
        assertThat(second.path("counts")).isEqualTo(first.path("counts"));
        assertThat(web.answersOf(host)).hasSize(REQUESTS).allSatisfy(answer -> {
            assertThat(answer.status()).as(answer.path()).isEqualTo(304);
            assertThat(answer.bytes()).isZero();
        });
        Map<String, Long> rowsNow = tables.counts();
        assertThat(rowsNow.remove("scan")).isEqualTo(rows.remove("scan") + 1);
        assertThat(rowsNow.remove("audit_entry")).isEqualTo(rows.remove("audit_entry") + 1);
        assertThat(rowsNow.remove("attempt")).isEqualTo(rows.remove("attempt") + 10);
        assertThat(rowsNow.remove("tenant_usage") - rows.remove("tenant_usage"))
                .as("a day begins at midnight")
                .isBetween(0L, 1L);
        assertThat(rowsNow).isEqualTo(rows);
        assertThat(errands.all("/api/v1/contacts" + errands.of(host) + "&sort=value"))
                .isEqualTo(contacts);
        assertThat(errands.all("/api/v1/pages" + errands.of(host), "title")).isEqualTo(titles);
        assertThat(errands.domain(host).path("metadata")).isEqualTo(metadata);
        assertThat(scrapedAt(tables, host)).isGreaterThan(scraped);
    }

    @Test
    void a_sitemap_of_which_not_everything_was_taken_is_read_anew() {
        site("capped.test");
        assertThat(pagesOf(errands.scan("capped.test", "maxPages", 2))).isEqualTo(2);

        assertThat(pagesOf(errands.scan("capped.test", "maxPages", 10))).isEqualTo(6);

        web.forgetRequests();
        assertThat(pagesOf(errands.scan("capped.test", "maxPages", 4))).isEqualTo(4);
        assertThat(web.answersOf("capped.test"))
                .allSatisfy(
                        answer -> assertThat(answer.status()).as(answer.path()).isEqualTo(304));
    }

    private static int pagesOf(JsonNode scan) {
        assertThat(scan.path("status").asText()).as(scan.toString()).isEqualTo("COMPLETE");
        return scan.path("counts").path("pages").asInt();
    }

    @Test
    void what_has_changed_is_read_and_nothing_else() {
        FakeSite site = site("moving.test");
        errands.scan("moving.test");
        site.page("/item/1", item("new", "moving.test")).etag("/item/1", "\"v2\"");
        web.forgetRequests();

        errands.scan("moving.test");

        assertThat(web.answersOf("moving.test"))
                .filteredOn(answer -> answer.status() != 304)
                .extracting(SentAnswer::path)
                .containsExactly("/item/1");
        assertThat(errands.all("/api/v1/contacts" + errands.of("moving.test"), "value"))
                .contains("new@moving.test");
    }

    @Test
    void what_failed_is_read_anew_when_it_is_put_back() {
        FakeSite site = site("broken.test");
        errands.scan("broken.test");
        site.status("/item/2", 404).etag("/item/2", "\"gone\"");
        errands.scan("broken.test");
        site.page("/item/2", item("2", "broken.test")).etag("/item/2", "\"v1\"");
        web.forgetRequests();

        errands.client()
                .post("/api/v1/pages/requeue", Map.of("filter", Map.of("q", "broken.test")))
                .expect(200);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                errands.all("/api/v1/pages" + errands.of("broken.test") + "&processingStatus=COMPLETE"))
                        .hasSize(6));
        assertThat(web.requestsOf("broken.test"))
                .singleElement()
                .satisfies(
                        request -> assertThat(request.header("If-None-Match")).isEmpty())
                .extracting(SeenRequest::path)
                .isEqualTo("/item/2");
    }

    /** A home page, an index at a usual path, two sitemaps of which one is packed, and six pages with a contact each. */
    private static FakeSite site(String host) {
        FakeSite site = web.site(host)
                .page("/", "<title>Still</title><p>Write to <a href='mailto:info@" + host + "'>us</a>")
                .etag("/", "W/\"home\"")
                .serve(
                        "/sitemap.xml",
                        "application/xml",
                        Sitemaps.index(List.of("https://" + host + "/pages.xml", "https://" + host + "/more.xml.gz")))
                .lastModified("/sitemap.xml", DATE)
                .serve("/pages.xml", "text/xml", Sitemaps.urlset(Sitemaps.pages(host, 5)))
                .etag("/pages.xml", "\"pages\"")
                .serve(
                        "/more.xml.gz",
                        "application/gzip",
                        FakeSite.gzip(Sitemaps.urlset(List.of("https://" + host + "/item/5"))
                                .getBytes(StandardCharsets.UTF_8)))
                .etag("/more.xml.gz", "\"more\"")
                .lastModified("/more.xml.gz", DATE);
        IntStream.range(0, 6)
                .forEach(i ->
                        site.page("/item/" + i, item(Integer.toString(i), host)).etag("/item/" + i, "\"v1\""));
        return site;
    }

    private static String item(String name, String host) {
        return "<title>Item " + name + "</title><a href='mailto:" + name + "@" + host + "'>mail</a>";
    }

    private static String scrapedAt(Tables tables, String host) throws SQLException {
        return tables.column("select min(scraped_at) from page where domain = '" + host + "'")
                .get(0);
    }
}
