package dev.gleaner.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gleaner.fixture.FakeWeb;
import dev.gleaner.fixture.GleanerClient;
import dev.gleaner.fixture.GleanerDatabase;
import dev.gleaner.fixture.Plan;
import dev.gleaner.fixture.PlanLog;
import dev.gleaner.fixture.ReplicaProcess;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the service costs where there is much of everything: by the plans that PostgreSQL made for the very statements
 * that the packaged service sent, and by the rows and buffers that they touched. No times, which say more of the machine.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class MillionPagesIT {
    private static final int FEW = 10_000;
    private static final int MANY = 1_000_000;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** What a page of a list may look at: a fiftieth of the table. */
    private static final int GLANCE = MANY / 50;

    /** What it may sort, where no index gives the order: the finds of a search, or the pages of one site. */
    private static final int HANDFUL = 1000;

    /** What it may sort where an index gives the order: equals, and what belongs to a page's rows. */
    private static final int PAGE = 500;

    private static FakeWeb web;
    private static GleanerDatabase database;
    private static PlanLog log;
    private static ReplicaProcess replica;
    private static GleanerClient client;
    private static List<Plan> amongFew;
    private static List<Plan> amongMany;

    /** The same work is done among few pages and among many; then a replica that only answers the API is asked. */
    @BeforeAll
    static void fill() throws SQLException {
        web = FakeWeb.start();
        database = GleanerDatabase.fresh();
        log = PlanLog.of(database);
        start(true);
        String tenant = client.get("/api/v1/auth/me").expect(200).at("tenant").asText();
        CrowdedTables tables = new CrowdedTables(database, tenant);
        tables.open(FEW);
        amongFew = work("few");
        replica.close();
        tables.fill(FEW, MANY);
        start(true);
        amongMany = work("many");
        replica.close();
        start(false);
    }

    private static void start(boolean working) {
        replica = ReplicaProcess.on(database)
                .visiting(web)
                .with("GLEANER_FETCH_DEFAULT_DELAY", "5ms")
                .with("GLEANER_PIPELINE_ENABLED", Boolean.toString(working))
                .with("GLEANER_PIPELINE_RESCUE", "1s")
                .start();
        client = replica.signIn();
    }

    @AfterAll
    static void clear() throws SQLException {
        if (replica != null) {
            replica.close();
        }
        web.close();
        database.superuser()
                .database("postgres")
                .execute("drop database " + database.direct().name() + " with (force)");
    }

    /** A hundred pages of twenty sites are named, claimed, read and written. */
    private static List<Plan> work(String name) throws SQLException {
        List<String> urls = new ArrayList<>();
        for (int n = 0; n < 20; n++) {
            String host = name + "-" + n + ".test";
            for (int page = 0; page < 5; page++) {
                web.site(host).page("/" + page, "<title>Page</title><a href=mailto:info@" + host + ">Write</a>");
                urls.add("https://" + host + "/" + page);
            }
        }
        log.read();
        client.post("/api/v1/pages", Map.of("urls", urls, "select", true)).expect(200);
        await("all are read")
                .atMost(PATIENCE)
                .until(() -> database.superuser()
                        .ask("select count(*) from page where processing_status = 'COMPLETE' and domain like '" + name
                                + "-%.test'")
                        .equals("100"));
        List<Plan> plans = new ArrayList<>();
        await("expired leases are looked for")
                .atMost(PATIENCE)
                .until(
                        () -> plans.addAll(log.read()),
                        it -> plans.stream()
                                .anyMatch(plan -> plan.statement().contains("rescued as (")
                                        && plan.statement().contains(" page ")));
        return plans;
    }

    @Test
    void the_engine_reads_by_index_alone() {
        assertThat(amongMany)
                .anySatisfy(plan -> assertThat(plan.statement()).contains("with recursive walk"))
                .anySatisfy(plan -> assertThat(plan.statement()).contains("reserved as ("))
                .anySatisfy(plan -> assertThat(plan.statement()).contains("rescued as ("))
                .anySatisfy(plan -> assertThat(plan.statement()).contains("with written as"))
                .anySatisfy(plan -> assertThat(plan.statement()).contains("insert into contact_source"));
        byIndex(amongMany);
        assertThat(amongMany)
                .allSatisfy(
                        plan -> assertThat(plan.rowsRead()).as(plan::toString).isLessThan(GLANCE));
    }

    @Test
    void a_claim_costs_among_a_million_what_it_costs_among_ten_thousand() {
        for (String statement : List.of("with recursive walk", "reserved as (")) {
            Plan few = dearest(amongFew, statement);
            Plan many = dearest(amongMany, statement);
            System.out.printf("A claim (%s) touches %d buffers, then %d%n", statement, few.buffers(), many.buffers());
            assertThat(many.rowsRead()).as(many::toString).isLessThanOrEqualTo(few.rowsRead() * 3 / 2);
            // an index of a hundred times the rows is one level higher
            assertThat(many.buffers()).as(() -> few + "\n" + many).isLessThanOrEqualTo(few.buffers() * 2);
        }
    }

    private static Plan dearest(List<Plan> plans, String statement) {
        return plans.stream()
                .filter(plan ->
                        plan.statement().contains(statement) && plan.statement().contains(" page "))
                .max((one, other) -> Long.compare(one.buffers(), other.buffers()))
                .orElseThrow();
    }

    static Stream<String> orders() {
        return Stream.of(
                        "pages createdAt updatedAt lastModified title url",
                        "domains createdAt updatedAt domain",
                        "sitemaps createdAt updatedAt urlCount lastModified url",
                        "contacts createdAt value")
                .flatMap(line -> Stream.of(line.split(" "))
                        .skip(1)
                        .flatMap(field -> Stream.of(field, "-" + field))
                        .map(sort -> "/api/v1/" + line.split(" ")[0] + "?sort=" + sort));
    }

    @ParameterizedTest
    @MethodSource("orders")
    void every_order_of_a_list_is_that_of_an_index(String path) throws SQLException {
        List<Plan> plans = twoPages(path);

        byIndex(plans);
        assertThat(plans).allSatisfy(plan -> {
            assertThat(plan.rowsSorted()).as(plan::toString).isLessThanOrEqualTo(PAGE);
            assertThat(plan.rowsRead()).as(plan::toString).isLessThan(GLANCE);
        });
    }

    static Stream<String> filters() {
        return Stream.of(
                "curationStatus=SELECTED",
                "curationStatus=ARCHIVED",
                "processingStatus=COMPLETE",
                "processingStatus=ERROR",
                "processingStatus=QUEUED",
                "processingStatus=PROCESSING",
                "curationStatus=MAYBE&processingStatus=IDLE",
                "category=CONTACT",
                "category=PRODUCT",
                "category=CAREERS",
                "category=CONTACT&processingStatus=COMPLETE",
                "domainId=" + domain(42),
                "domain=site-42.example",
                "domain=nowhere.example",
                "sitemapId=" + sitemap(4711),
                "sitemapId=" + sitemap(CrowdedTables.LARGEST_SITEMAP),
                "q=site-4711.example",
                "q=item-123456",
                "q=https",
                "q=xyzzy",
                "minConfidence=0.5",
                "updatedSince=2026-02-01T16:00:00Z");
    }

    @ParameterizedTest
    @MethodSource("filters")
    void every_filter_finds_by_index(String filter) throws SQLException {
        List<Plan> plans = twoPages("/api/v1/pages?" + filter);

        byIndex(plans);
        assertThat(plans).allSatisfy(plan -> {
            assertThat(plan.rowsSorted()).as(plan::toString).isLessThanOrEqualTo(HANDFUL);
            assertThat(plan.rowsRead()).as(plan::toString).isLessThan(GLANCE);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "curationStatus=SELECTED",
                "processingStatus=COMPLETE",
                "category=CONTACT",
                "domain=site-42.example",
                "q=site-4711.example"
            })
    void what_is_found_is_ordered_without_reading_all(String filter) throws SQLException {
        for (String sort : List.of("-updatedAt", "lastModified", "-title", "url")) {
            List<Plan> plans = twoPages("/api/v1/pages?" + filter + "&sort=" + sort);

            byIndex(plans);
            assertThat(plans)
                    .allSatisfy(plan ->
                            assertThat(plan.rowsRead()).as(plan::toString).isLessThan(GLANCE));
        }
    }

    /** Of 10,000 domains and 20,000 sitemaps PostgreSQL reads all words, and rightly; but only those. */
    @ParameterizedTest
    @ValueSource(strings = {"domains?q=site-4711", "sitemaps?q=sitemap-14711.xml", "contacts?q=contact-14711@"})
    void what_else_is_searched_is_found_among_words(String search) throws SQLException {
        List<Plan> plans = twoPages("/api/v1/" + search);

        assertThat(plans)
                .isNotEmpty()
                .allSatisfy(plan -> assertThat(plan.tablesScanned())
                        .as(plan::toString)
                        .doesNotContain("domain", "sitemap", "page", "contact"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "&curationStatus=SELECTED",
                "&processingStatus=COMPLETE",
                "&category=PRODUCT",
                "&domain=site-42.example",
                "&q=site-4711.example"
            })
    void a_total_is_counted_in_an_index(String filter) throws SQLException {
        log.read();
        client.get("/api/v1/pages?withTotal=true" + filter).expect(200);

        byIndex(log.read());
    }

    /** The first two pages, as a client reads them. */
    private static List<Plan> twoPages(String path) throws SQLException {
        log.read();
        JsonNode cursor = client.get(path).expect(200).at("nextCursor");
        if (!cursor.isNull()) {
            client.get(path + "&cursor=" + URLEncoder.encode(cursor.asText(), StandardCharsets.UTF_8))
                    .expect(200);
        }
        return log.read();
    }

    static Stream<Map<String, Object>> choices() {
        return Stream.of(
                Map.of(
                        "ids",
                        IntStream.range(0, 1000)
                                .mapToObj(n -> id("page " + (500_000 + n)))
                                .toList()),
                Map.of("filter", Map.of("curationStatus", "ARCHIVED")),
                Map.of("filter", Map.of("processingStatus", "FILTERED")),
                Map.of("filter", Map.of("category", "CONTACT")),
                Map.of("filter", Map.of("domainId", domain(43))),
                Map.of("filter", Map.of("domain", "site-44.example")),
                Map.of("filter", Map.of("sitemapId", sitemap(CrowdedTables.LARGE_SITEMAP))),
                Map.of("filter", Map.of("q", "site-45.example")));
    }

    @ParameterizedTest
    @MethodSource("choices")
    void a_decision_finds_by_index_what_it_means(Map<String, Object> choice) throws SQLException {
        for (String decision : List.of("SELECTED", "MAYBE")) {
            log.read();
            Map<String, Object> body = new HashMap<>(choice);
            body.put("curationStatus", decision);
            long begin = System.nanoTime();
            JsonNode done =
                    client.patch("/api/v1/pages/curation", body).expect(200).body();
            System.out.printf(
                    "%s %s in %d ms%n",
                    decision, done, Duration.ofNanos(System.nanoTime() - begin).toMillis());

            reads(log.read(), done.path("matched").asLong());
        }
    }

    /** By index, and each of so many rows only a few times: to count it, to change it, and to look twice. */
    private static void reads(List<Plan> plans, long matched) {
        byIndex(plans);
        assertThat(plans)
                .allSatisfy(
                        plan -> assertThat(plan.rowsRead()).as(plan::toString).isLessThan(3 * matched + GLANCE));
    }

    static Stream<Map<String, String>> failures() {
        return Stream.of(
                Map.of("sitemapId", sitemap(CrowdedTables.LARGEST_SITEMAP)),
                Map.of("category", "LEGAL"),
                Map.of("q", "blog/item-77"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void what_failed_is_found_by_index(Map<String, String> filter) throws SQLException {
        log.read();
        JsonNode done = client.post("/api/v1/pages/requeue", Map.of("filter", filter))
                .expect(200)
                .body();

        assertThat(done.path("queued").asLong()).isPositive();
        reads(log.read(), 0);
    }

    @Test
    void an_export_reads_each_row_once() throws SQLException {
        log.read();
        String path = "/api/v1/pages/export?format=ndjson&sitemapId=" + sitemap(CrowdedTables.LARGE_SITEMAP);
        try (Stream<String> lines = client.lines(path)) {
            assertThat(lines).hasSize(9000);
        }
        List<Plan> plans = log.read();

        byIndex(plans);
        // each page, and its domain's word on robots.txt by the primary key
        assertThat(plans.stream().mapToLong(Plan::rowsRead).sum()).isBetween(2 * 9000L, 2 * 9100L);
        assertThat(plans)
                .allSatisfy(
                        plan -> assertThat(plan.rowsSorted()).as(plan::toString).isZero());
    }

    @ParameterizedTest
    @ValueSource(strings = {"pages", "sitemaps"})
    void addresses_of_a_thousand_sites_are_entered_by_a_handful_of_statements(String kind) throws SQLException {
        List<String> urls = IntStream.range(0, 1000)
                .mapToObj(n -> "https://" + kind + "-" + n + ".example/contact")
                .toList();
        log.read();
        client.post("/api/v1/" + kind, Map.of("urls", urls, "select", true)).expect(200);
        List<Plan> plans = log.read();

        assertThat(plans).hasSizeLessThan(12);
        // of 10,000 domains or sitemaps, all are read to find a thousand, and rightly
        assertThat(plans)
                .allSatisfy(plan ->
                        assertThat(plan.tablesScanned()).as(plan::toString).doesNotContain("page", "page_search"));
    }

    @Test
    void the_machine_room_is_counted_by_index() throws SQLException {
        log.read();
        client.get("/api/v1/pipelines").expect(200);

        byIndex(log.read());
    }

    private static void byIndex(List<Plan> plans) {
        assertThat(plans)
                .isNotEmpty()
                .allSatisfy(plan -> assertThat(plan.tablesScanned())
                        .as(plan::toString)
                        .doesNotContainAnyElementsOf(CrowdedTables.LARGE));
    }

    private static String domain(int number) {
        return id("domain " + number);
    }

    private static String sitemap(int number) {
        return id("sitemap " + number);
    }

    /** As PostgreSQL makes it of an MD5 sum. */
    private static String id(String name) {
        try {
            byte[] sum = MessageDigest.getInstance("MD5").digest(name.getBytes(StandardCharsets.UTF_8));
            var bytes = ByteBuffer.wrap(sum);
            return new UUID(bytes.getLong(), bytes.getLong()).toString();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
