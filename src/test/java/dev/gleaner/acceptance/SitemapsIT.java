package dev.gleaner.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gleaner.fixture.FakeSite;
import dev.gleaner.fixture.FakeWeb;
import dev.gleaner.fixture.GleanerDatabase;
import dev.gleaner.fixture.ReplicaProcess;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Sitemaps are found where they are, and read again as sites change. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SitemapsIT {
    private static FakeWeb web;
    private static ReplicaProcess replica;
    private static Errands errands;

    @BeforeAll
    static void start() {
        web = FakeWeb.start();
        replica = ReplicaProcess.on(GleanerDatabase.fresh())
                .visiting(web)
                .with("GLEANER_FETCH_DEFAULT_DELAY", "5ms")
                .with("GLEANER_SITEMAP_MAX_PER_SITE", "4")
                .with("GLEANER_PIPELINE_MAX_ATTEMPTS", "1")
                .start();
        errands = new Errands(replica.signIn());
    }

    @AfterAll
    static void stop() {
        if (replica != null) {
            replica.close();
        }
        web.close();
    }

    @Test
    void where_robots_txt_names_what_is_gone_the_real_one_is_found() {
        web.site("gone.test")
                .robots("Sitemap: /old.xml\nSitemap: https://gone.test/friendly\nSitemap: /robots.txt\n")
                .page("/", "<title>Gone</title>")
                .page("/friendly", "<p>We could not find that")
                .page("/sitemap.xml", "<p>We could not find that")
                .serve("/sitemap_index.xml", "text/html", Sitemaps.urlset(Sitemaps.pages("gone.test", 2)));

        JsonNode scan = errands.scan("gone.test", "selectPages", "NONE");

        assertThat(scan.path("status").asText()).as(scan.toString()).isEqualTo("COMPLETE");
        assertThat(pages("gone.test")).containsOnlyKeys("https://gone.test/item/0", "https://gone.test/item/1");
        assertThat(sitemaps("gone.test"))
                .containsOnlyKeys("https://gone.test/old.xml", "https://gone.test/sitemap_index.xml")
                .hasEntrySatisfying(
                        "https://gone.test/old.xml",
                        old -> assertThat(old.at("/error/code").asText()).isEqualTo("http_status"))
                .hasEntrySatisfying(
                        "https://gone.test/sitemap_index.xml",
                        found -> assertThat(found.path("discoveredBy").asText()).isEqualTo("COMMON_PATH"));
        assertThat(web.countOf("gone.test", "/sitemap_index.xml"))
                .as("read once")
                .isEqualTo(1);
        assertThat(web.countOf("gone.test", "/wp-sitemap.xml")).as("not needed").isZero();
    }

    @Test
    void a_broken_sitemap_gives_what_it_can_and_says_so() {
        site("torn.test").serve("/sitemap.xml", "application/xml", """
                <urlset xmlns:image="http://www.google.com/schemas/sitemap-image/1.1" xmlns:xhtml="http://www.w3.org/1999/xhtml">
                <url><loc>https://torn.test/a</loc><image:image><image:loc>https://torn.test/a.png</image:loc></image:image>
                <xhtml:link rel="alternate" hreflang="de" href="https://torn.test/de/a"/></url>
                <url><loc>https://torn.test/b</loc></url><url><loc>https://torn.te""");

        errands.scan("torn.test", "selectPages", "NONE");

        assertThat(pages("torn.test")).containsOnlyKeys("https://torn.test/a", "https://torn.test/b");
        JsonNode sitemap = sitemaps("torn.test").get("https://torn.test/sitemap.xml");
        assertThat(sitemap.path("processingStatus").asText()).isEqualTo("COMPLETE");
        assertThat(sitemap.path("problem").asText()).isNotBlank();
        assertThat(sitemap.path("extensions").toString())
                .isEqualTo("{\"images\":1,\"videos\":0,\"news\":0,\"translations\":1}");
    }

    @Test
    void an_import_says_what_has_gone_and_what_has_come_back() {
        FakeSite site = site("moves.test");
        site.serve("/sitemap.xml", "application/xml", index("moves.test"));
        site.serve("/a.xml", "application/xml", urlset("moves.test", "stays", "goes", "moves"));
        site.serve("/b.xml", "application/xml", urlset("moves.test", "both", "stays"));
        errands.scan("moves.test", "selectPages", "NONE");
        assertThat(vanished("moves.test")).isEmpty();

        site.serve("/a.xml", "application/xml", urlset("moves.test", "both"));
        site.serve("/b.xml", "application/xml", urlset("moves.test", "stays", "moves"));
        errands.scan("moves.test", "selectPages", "NONE");
        assertThat(vanished("moves.test")).containsExactly("https://moves.test/goes");

        site.serve("/a.xml", "application/xml", urlset("moves.test", "goes"));
        errands.scan("moves.test", "selectPages", "NONE");
        assertThat(vanished("moves.test")).containsExactly("https://moves.test/both");

        site.serve("/a.xml", "application/xml", "<urlset><url><loc>https://moves.test/goes</loc></url><url><lo");
        site.serve("/b.xml", "application/xml", "<urlset></urlset>");
        errands.scan("moves.test", "selectPages", "NONE");
        assertThat(vanished("moves.test"))
                .as("a torn sitemap proves nothing, an empty one does")
                .containsExactly("https://moves.test/both", "https://moves.test/moves", "https://moves.test/stays");
        assertThat(pages("moves.test")).hasSize(4);
    }

    @Test
    void a_page_that_is_said_to_have_changed_is_read_again() {
        FakeSite site =
                site("news.test").page("/old", "<p>Old").page("/new", "<p>New").page("/future", "<p>Future");
        Instant before = Instant.now().minus(1, ChronoUnit.DAYS);
        site.serve("/sitemap.xml", "application/xml", dated(before, before, before));
        errands.scan("news.test", "selectPages", "ALL");
        assertThat(web.countOf("news.test", "/new")).isEqualTo(1);

        site.serve(
                "/sitemap.xml",
                "application/xml",
                dated(before, Instant.now(), Instant.now().plus(9, ChronoUnit.DAYS)));
        JsonNode scan = errands.scan("news.test", "selectPages", "NONE");

        assertThat(scan.path("status").asText()).as(scan.toString()).isEqualTo("COMPLETE");
        assertThat(web.countOf("news.test", "/new")).isEqualTo(2);
        assertThat(web.countOf("news.test", "/old")).isEqualTo(1);
        assertThat(web.countOf("news.test", "/future"))
                .as("a date to come is no news")
                .isEqualTo(1);
    }

    @Test
    void a_site_with_too_many_sitemaps_is_followed_to_the_limit() {
        FakeSite site = site("swarm.test");
        site.serve(
                "/sitemap.xml",
                "application/xml",
                Sitemaps.index(IntStream.range(0, 9)
                        .mapToObj(i -> "https://swarm.test/" + i + ".xml")
                        .toList()));
        IntStream.range(0, 9)
                .forEach(i -> site.serve("/" + i + ".xml", "application/xml", urlset("swarm.test", "p" + i)));

        errands.scan("swarm.test", "selectPages", "NONE");

        assertThat(sitemaps("swarm.test")).hasSize(4);
        assertThat(sitemaps("swarm.test")
                        .get("https://swarm.test/sitemap.xml")
                        .path("problem")
                        .asText())
                .contains("more than 4 sitemaps");
        assertThat(pages("swarm.test")).hasSize(3);
    }

    private static FakeSite site(String host) {
        return web.site(host)
                .robots("Sitemap: https://" + host + "/sitemap.xml\n")
                .page("/", "<title>" + host);
    }

    private static String index(String host) {
        return Sitemaps.index(List.of("https://" + host + "/a.xml", "https://" + host + "/b.xml"));
    }

    private static String urlset(String host, String... pages) {
        return Sitemaps.urlset(List.of(pages).stream()
                .map(page -> "https://" + host + "/" + page)
                .toList());
    }

    private static String dated(Instant old, Instant changed, Instant future) {
        return "<urlset><url><loc>https://news.test/old</loc><lastmod>" + old
                + "</lastmod></url><url><loc>https://news.test/new</loc><lastmod>" + changed
                + "</lastmod></url><url><loc>https://news.test/future</loc><lastmod>" + future
                + "</lastmod></url></urlset>";
    }

    private static Map<String, JsonNode> pages(String host) {
        return byUrl("/api/v1/pages" + errands.of(host));
    }

    private static Map<String, JsonNode> sitemaps(String host) {
        return byUrl("/api/v1/sitemaps" + errands.of(host));
    }

    private static Map<String, JsonNode> byUrl(String list) {
        return errands.all(list).stream()
                .collect(Collectors.toMap(item -> item.path("url").asText(), item -> item));
    }

    private static List<String> vanished(String host) {
        return pages(host).entrySet().stream()
                .filter(page -> !page.getValue().path("vanishedAt").isNull())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }
}
