package dev.gleaner.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gleaner.fixture.FakeSite;
import dev.gleaner.fixture.FakeWeb;
import dev.gleaner.fixture.GleanerDatabase;
import dev.gleaner.fixture.ReplicaProcess;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/**
 * The largest sitemaps that are allowed, imported whole by a service whose heap is 128 MB, all that it needs at rest
 * included. An import that held a document, or grew with it, would end the process.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LargeSitemapsIT {
    private static final List<String> DATES = List.of("2024", "2024-05", "2024-05-06", "2024-05-06T07:08:09Z", "soon");
    private static final String HEAP = "-Xmx128m";

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
                .java(HEAP)
                .java("-XX:+ExitOnOutOfMemoryError")
                .with("GLEANER_FETCH_DEFAULT_DELAY", "5ms")
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
    void fifty_thousand_pages_keep_their_mixed_dates() throws SQLException {
        imported("wide.test", "");
        Tables tables = new Tables(database.direct());

        assertThat(tables.column("select last_modified at time zone 'UTC' || ' ' || count(*) from page"
                        + " where domain = 'wide.test' group by last_modified order by last_modified"))
                .containsExactly(
                        "2024-01-01 00:00:00 10000",
                        "2024-05-01 00:00:00 10000",
                        "2024-05-06 00:00:00 10000",
                        "2024-05-06 07:08:09 10000",
                        null);
        imported("wide.test", "");
        assertThat(tables.number("select count(*) from page where domain = 'wide.test'"))
                .as("nothing is added twice")
                .isEqualTo(50_000);
        assertThat(tables.number("select count(*) from page where vanished_at is not null"))
                .isZero();
    }

    @Test
    void fifty_megabytes_are_imported_whole() {
        JsonNode sitemap = imported("heavy.test", "<image:caption>" + "words ".repeat(160) + "</image:caption>");

        assertThat(sitemap.path("bytes").asLong()).isBetween(50_000_000L, 60_000_000L);
        assertThat(sitemap.path("extensions").path("images").asInt()).isEqualTo(50_000);
        assertThat(sitemap.path("problem").isNull()).isTrue();
    }

    private static JsonNode imported(String host, String caption) {
        FakeSite site = web.site(host)
                .robots("Sitemap: https://" + host + "/sitemap.xml\n")
                .page("/", "<title>" + host + "</title>");
        site.serve("/sitemap.xml", "application/xml", sitemap(host, caption));

        JsonNode scan = errands.scan(host, "selectPages", "NONE", "maxPages", 60_000);

        assertThat(scan.path("status").asText()).as(scan.toString()).isEqualTo("COMPLETE");
        assertThat(scan.path("counts").path("pages").asInt()).isEqualTo(50_000);
        return errands.all("/api/v1/sitemaps" + errands.of(host)).get(0);
    }

    private static String sitemap(String host, String caption) {
        return IntStream.range(0, 50_000)
                .mapToObj(i -> "<url><loc>https://" + host + "/category-" + i % 100 + "/product-with-a-name-" + i
                        + "</loc><lastmod>" + DATES.get(i % 5) + "</lastmod><image:image><image:loc>https://" + host
                        + "/" + i + ".jpg</image:loc>" + caption + "</image:image></url>\n")
                .collect(Collectors.joining(
                        "",
                        "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\""
                                + " xmlns:image=\"http://www.google.com/schemas/sitemap-image/1.1\">",
                        "</urlset>"));
    }
}
