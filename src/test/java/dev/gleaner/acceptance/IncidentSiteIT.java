package dev.gleaner.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gleaner.fixture.FakeSite;
import dev.gleaner.fixture.FakeWeb;
import dev.gleaner.fixture.GleanerDatabase;
import dev.gleaner.fixture.IncidentSite;
import dev.gleaner.fixture.ReplicaProcess;
import dev.gleaner.fixture.SoftNotFoundSite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** One domain goes in; its sitemaps, pages and contacts come out, through PgBouncer where there is one. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class IncidentSiteIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** After so long, a scan that has not changed is told again: a silent stream looks like a dead connection. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(15);

    private static FakeWeb web;
    private static GleanerDatabase database;
    private static ReplicaProcess replica;
    private static Errands errands;

    @BeforeAll
    static void start() {
        web = FakeWeb.start();
        IncidentSite.on(web);
        database = GleanerDatabase.fresh();
        replica = ReplicaProcess.on(database)
                .visiting(web)
                .with("GLEANER_FETCH_DEFAULT_DELAY", "5ms")
                .with("GLEANER_FETCH_READ_TIMEOUT", "120s")
                .with("GLEANER_FETCH_PAGE_DEADLINE", "120s")
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
    void a_scan_gives_exactly_the_known_answer_and_another_one_adds_nothing() throws SQLException {
        JsonNode scan = errands.scan(IncidentSite.HOST);
        knownAnswer(scan);
        Tables tables = new Tables(database.direct());
        Map<String, Long> before = tables.counts();

        knownAnswer(errands.scan("https://www.incident.test/somewhere?else"));

        Map<String, Long> after = tables.counts();
        assertThat(after.remove("scan")).isEqualTo(before.remove("scan") + 1);
        // and so is whoever started it, and the trail of attempts says that things were done again
        assertThat(after.remove("audit_entry")).isEqualTo(before.remove("audit_entry") + 1);
        assertThat(after.remove("attempt")).isGreaterThan(before.remove("attempt"));
        assertThat(after.remove("tenant_usage") - before.remove("tenant_usage"))
                .as("a day begins at midnight")
                .isBetween(0L, 1L);
        assertThat(after).isEqualTo(before);
    }

    private static void knownAnswer(JsonNode scan) {
        assertThat(scan.path("status").asText()).as(scan.toString()).isEqualTo("COMPLETE");
        String own = errands.of(IncidentSite.HOST);
        assertThat(errands.all("/api/v1/sitemaps" + own, "url"))
                .containsExactlyInAnyOrderElementsOf(IncidentSite.SITEMAPS);
        assertThat(errands.all("/api/v1/pages" + own, "url")).containsExactlyElementsOf(IncidentSite.PAGES);
        assertThat(errands.all("/api/v1/pages" + own + "&processingStatus=COMPLETE"))
                .hasSize(15);
        assertThat(errands.all("/api/v1/pages" + own + "&category=CONTACT", "url"))
                .containsExactly(IncidentSite.CONTACT_PAGE);
        assertThat(errands.all("/api/v1/contacts" + own + "&kind=EMAIL", "value"))
                .containsExactlyElementsOf(IncidentSite.EMAILS);
        assertThat(errands.all("/api/v1/contacts" + own + "&kind=PHONE", "value"))
                .containsExactlyElementsOf(IncidentSite.PHONES);
        List<JsonNode> contacts = errands.all("/api/v1/contacts" + own);
        assertThat(contacts)
                .allSatisfy(contact -> assertThat(contact.path("sources"))
                        .as(contact.toString())
                        .isNotEmpty());
        assertThat(contacts)
                .filteredOn(contact -> contact.path("value").asText().equals(IncidentSite.EMAIL_BY_MAILTO))
                .singleElement()
                .satisfies(contact -> assertThat(contact.path("sources").findValuesAsText("pageId").stream()
                                .distinct())
                        .hasSize(15));
        assertThat(scan.path("counts").toString())
                .isEqualTo("{\"sitemaps\":5,\"pages\":15,\"pagesDone\":15,\"pagesFailed\":0,\"contacts\":"
                        + contacts.size() + "}");
        assertThat(scan.path("finishedAt").asText()).isNotEmpty();
    }

    @Test
    void its_contacts_say_how_they_were_found() {
        errands.scan(IncidentSite.HOST);

        Map<String, List<String>> evidence = errands.all("/api/v1/contacts" + errands.of(IncidentSite.HOST)).stream()
                .collect(Collectors.toMap(
                        it -> it.path("value").asText(),
                        it -> it.path("sources").findValuesAsText("how")));
        assertThat(evidence.get(IncidentSite.EMAIL_BY_MAILTO)).contains("MAILTO");
        assertThat(evidence.get(IncidentSite.EMAIL_IN_TEXT)).contains("TEXT");
        assertThat(evidence.get(IncidentSite.EMAIL_IN_JSON_LD)).contains("JSON_LD");
        assertThat(evidence.get(IncidentSite.EMAIL_OBFUSCATED)).contains("DECODED");
        assertThat(evidence.get(IncidentSite.PHONE_BY_TEL)).contains("TEL");
        assertThat(evidence.get(IncidentSite.PHONE_IN_JSON_LD)).contains("JSON_LD");
    }

    @Test
    void its_progress_can_be_followed_to_its_end() {
        FakeSite site =
                web.site("followed.test").page("/", home("followed.test", 3)).stall("/");
        IntStream.range(0, 3).forEach(i -> site.page("/item/" + i, "<p>One of three"));
        String id = errands.startScan("followed.test");

        List<JsonNode> events = new ArrayList<>();
        long begun = System.nanoTime();
        try (Stream<String> lines = errands.client().lines("/api/v1/scans/" + id + "/events")) {
            Iterator<JsonNode> data = lines.filter(line -> line.startsWith("data:"))
                    .map(line -> json(line.substring(5)))
                    .iterator();
            events.add(data.next());
            site.release();
            data.forEachRemaining(events::add);
        }
        Duration followed = Duration.ofNanos(System.nanoTime() - begun);

        assertThat(events).hasSizeGreaterThan(1);
        assertThat(events.size() - events.stream().distinct().count())
                .as("told again within " + followed)
                .isLessThanOrEqualTo(followed.dividedBy(LONGEST_SILENCE));
        assertThat(events.get(0).path("status").asText()).isIn("QUEUED", "PROCESSING");
        assertThat(events.get(events.size() - 1)).isEqualTo(errands.scanNow(id));
        assertThat(events.get(events.size() - 1).path("status").asText()).isEqualTo("COMPLETE");
        assertThat(events)
                .extracting(event -> event.path("counts").path("pagesDone").asInt())
                .isSorted();
    }

    @Test
    void a_site_that_answers_every_path_has_no_sitemap() {
        SoftNotFoundSite.on(web);

        JsonNode scan = errands.scan(SoftNotFoundSite.HOST);

        assertThat(scan.path("status").asText()).as(scan.toString()).isIn("COMPLETE", "EMPTY");
        assertThat(scan.path("counts").path("sitemaps").asInt()).isZero();
        assertThat(errands.all("/api/v1/sitemaps" + errands.of(SoftNotFoundSite.HOST)))
                .isEmpty();
    }

    @Test
    void without_a_sitemap_the_links_of_the_home_page_are_the_pages() {
        web.site("bare.test").page("/", """
                <title>Bare</title><a href="/kontakt">Kontakt</a> <a href="about/#top">About</a>
                <a href="https://www.bare.test/kontakt">again</a> <a href="https://elsewhere.test/">elsewhere</a>
                <a href="mailto:info@bare.test">mail</a> <a href="/logo.png">a picture</a>""").page("/kontakt", "<p>Call us");

        JsonNode scan = errands.scan("bare.test");

        assertThat(scan.path("status").asText()).as(scan.toString()).isEqualTo("COMPLETE");
        assertThat(errands.all("/api/v1/pages" + errands.of("bare.test"), "url"))
                .contains("https://bare.test/", "https://bare.test/kontakt", "https://bare.test/about/")
                .noneMatch(url -> url.contains("elsewhere.test"));
    }

    @Test
    void fifty_thousand_pages_are_imported_and_not_one_is_fetched() throws SQLException {
        FakeSite site = withSitemap("many.test", Sitemaps.urlset(Sitemaps.pages("many.test", 50_000)));
        site.page("/", "<title>Many</title>");

        JsonNode scan = errands.scan("many.test", "selectPages", "NONE", "maxPages", 60_000);

        assertThat(scan.path("status").asText()).as(scan.toString()).isEqualTo("COMPLETE");
        assertThat(scan.path("counts").path("pages").asInt()).isEqualTo(50_000);
        assertThat(new Tables(database.direct())
                        .number("select count(*) from page where domain = 'many.test' and processing_status = 'IDLE'"))
                .isEqualTo(50_000);
        assertThat(web.requestsOf("many.test")).hasSizeLessThan(5);
    }

    @Test
    void no_more_pages_are_taken_than_were_asked_for() {
        withSitemap("capped.test", Sitemaps.urlset(Sitemaps.pages("capped.test", 40)))
                .page("/", "<title>Capped</title>");

        JsonNode scan = errands.scan("capped.test", "selectPages", "NONE", "maxPages", 25);

        assertThat(scan.path("counts").path("pages").asInt()).isEqualTo(25);
        assertThat(errands.all("/api/v1/pages" + errands.of("capped.test"))).hasSize(25);
    }

    @Test
    void indexes_that_nest_without_end_are_followed_to_a_limit() {
        FakeSite site = withSitemap("deep.test", index("deep.test", 1)).page("/", "<title>Deep</title>");
        IntStream.range(1, 12)
                .forEach(level ->
                        site.serve("/level-" + level + ".xml", "application/xml", index("deep.test", level + 1)));

        JsonNode scan = errands.scan("deep.test");

        assertThat(scan.path("status").asText()).isIn("COMPLETE", "EMPTY");
        assertThat(errands.all("/api/v1/sitemaps" + errands.of("deep.test")))
                .hasSize(6)
                .anySatisfy(it -> assertThat(it.path("problem").asText()).contains("deeper"));
    }

    @Test
    void indexes_that_name_each_other_are_read_once_each() {
        FakeSite site = withSitemap(
                "circle.test",
                Sitemaps.index(List.of("https://circle.test/sitemap.xml", "https://circle.test/other.xml")));
        site.page("/", "<title>Circle</title>").page("/item/0", "<p>Round");
        site.serve(
                "/other.xml",
                "text/xml",
                Sitemaps.index(List.of("https://circle.test/sitemap.xml", "https://circle.test/pages.xml.gz")));
        site.serve(
                "/pages.xml.gz",
                "application/octet-stream",
                FakeSite.gzip(Sitemaps.urlset(Sitemaps.pages("circle.test", 1)).getBytes(StandardCharsets.UTF_8)));

        JsonNode scan = errands.scan("circle.test");

        assertThat(scan.path("status").asText()).as(scan.toString()).isEqualTo("COMPLETE");
        assertThat(scan.path("counts").path("sitemaps").asInt()).isEqualTo(3);
        assertThat(scan.path("counts").path("pagesDone").asInt()).isEqualTo(1);
        assertThat(web.countOf("circle.test", "/other.xml")).isEqualTo(1);
        assertThat(web.countOf("circle.test", "/sitemap.xml")).isEqualTo(1);
    }

    @Test
    void a_site_with_www_and_without_is_one() {
        web.site("both.test").redirect("/", "https://www.both.test/", 301);
        web.site("www.both.test")
                .page("/", home("www.both.test", 1))
                .page("/item/0", "<a href='mailto:info@both.test'>mail</a>");

        JsonNode scan = errands.scan("WWW.Both.test");

        assertThat(scan.path("status").asText()).as(scan.toString()).isEqualTo("COMPLETE");
        assertThat(scan.path("domain").asText()).isEqualTo("both.test");
        assertThat(errands.all("/api/v1/domains?q=both.test", "domain")).containsExactly("both.test");
        assertThat(errands.all("/api/v1/contacts" + errands.of("both.test"), "value"))
                .containsExactly("info@both.test");
    }

    private static FakeSite withSitemap(String host, String sitemap) {
        return web.site(host)
                .robots("User-agent: *\nSitemap: https://" + host + "/sitemap.xml\n")
                .serve("/sitemap.xml", "application/xml", sitemap);
    }

    private static String index(String host, int child) {
        return Sitemaps.index(List.of("https://" + host + "/level-" + child + ".xml"));
    }

    private static String home(String host, int links) {
        return "<title>" + host + "</title>"
                + IntStream.range(0, links)
                        .mapToObj(i -> "<a href='/item/" + i + "'>item</a> ")
                        .collect(Collectors.joining());
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
