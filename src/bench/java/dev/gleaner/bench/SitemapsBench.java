package dev.gleaner.bench;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Sitemaps from the decision to read them until every address is a page in the database; beside it PostgreSQL's COPY of the
 * same rows into the same table, with its indexes, constraints and triggers, from a file on the server.
 */
class SitemapsBench {
    private static final int MILLION = SiteSitemaps.ADDRESSES * SiteSitemaps.FILES;
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);
    private static final String COLUMNS = "id, tenant, lane, priority, curation_status, processing_status, attempts,"
            + " next_attempt_at, created_at, updated_at, domain_id, sitemap_id, domain, url, category,"
            + " category_confidence, category_rule, last_modified, change_frequency, sitemap_priority, listed_at";

    private static Site site;
    private static GleanerService service;
    private static int imports;

    private final Sheet sheet = new Sheet(
            "sitemaps",
            "Addresses of sitemaps per second, end to end",
            "import",
            "addresses per second, median (slowest–fastest)",
            "COPY of the same rows, rows per second",
            "of COPY",
            "heap growth, MB");

    @BeforeAll
    static void start() {
        site = Site.start();
        service = GleanerService.start(site, it -> it);
    }

    @AfterAll
    static void stop() {
        service.close();
        site.close();
    }

    @Test
    void addresses_per_second() throws Exception {
        double load = Machine.load();
        sheet.attempt("50,000", this::fifties);
        sheet.attempt("1,000,000, plain", () -> million("1,000,000, plain", "/sitemap-index.xml", true));
        clear();
        sheet.attempt("1,000,000, gzip", () -> million("1,000,000, gzip", "/sitemap-index.xml.gz", false));
        sheet.note("Heap growth is that of living objects, looked at every " + BETWEEN_LOOKS.toSeconds()
                + " seconds by a full collection.");
        sheet.note(Machine.of(service.superuser(), load, Championship.ROUNDS).sentence());
    }

    private void fifties() throws Exception {
        List<Round> plain = new ArrayList<>();
        List<Round> packed = new ArrayList<>();
        List<Round> copied = new ArrayList<>();
        for (int round = -1; round < Championship.ROUNDS; round++) {
            double first = imported("/sitemap-0.xml", SiteSitemaps.ADDRESSES, 1, () -> {});
            double copy = copied(1);
            clear();
            double second = imported("/sitemap-0.xml.gz", SiteSitemaps.ADDRESSES, 1, () -> {});
            clear();
            if (round >= 0) {
                plain.add(new Round(first, 0, 0));
                copied.add(new Round(copy, 0, 0));
                packed.add(new Round(second, 0, 0));
            }
        }
        var copy = new Result("COPY of the rows", copied, "");
        row("50,000, plain", new Result("Gleaner, plain", plain, ""), copy, "");
        row("50,000, gzip", new Result("Gleaner, gzip", packed, ""), copy, "");
        sheet.bars(
                "50,000 addresses",
                List.of(new Result("Gleaner, plain", plain, ""), new Result("Gleaner, gzip", packed, ""), copy));
    }

    private void million(String name, String path, boolean compared) throws Exception {
        long atRest = service.replica().liveBytes();
        long[] most = {atRest, System.nanoTime()};
        double perSecond = imported(path, MILLION, 1 + SiteSitemaps.FILES, () -> {
            if (System.nanoTime() - most[1] > BETWEEN_LOOKS.toNanos()) {
                most[0] = Math.max(most[0], service.replica().liveBytes());
                most[1] = System.nanoTime();
            }
        });
        var imported = new Result("Gleaner", List.of(new Round(perSecond, 0, 0)), "");
        var copied = new Result(
                "COPY of the rows", compared ? List.of(new Round(copied(SiteSitemaps.FILES), 0, 0)) : List.of(), "");
        clear();
        row(name, imported, copied, String.format(Locale.ROOT, "%.0f", (most[0] - atRest) / 1024.0 / 1024));
        if (compared) {
            sheet.bars("1,000,000 addresses", List.of(imported, copied));
        }
    }

    private void row(String name, Result imported, Result copied, String heap) {
        sheet.row(
                name,
                spread(imported),
                copied.hasFailed() ? "" : spread(copied),
                copied.hasFailed() ? "" : String.format(Locale.ROOT, "%.2f", imported.median() / copied.median()),
                heap);
    }

    private static String spread(Result it) {
        return String.format(Locale.ROOT, "%,.0f (%,.0f–%,.0f)", it.median(), it.slowest(), it.fastest());
    }

    /** Addresses per second. */
    private static double imported(String path, int addresses, int documents, Runnable meanwhile) throws Exception {
        String host = "shop-" + imports++ + ".test";
        for (String document : documents > 1 ? List.of(path, path.replace("index", "0")) : List.of(path)) {
            site.read(host, document);
        }
        long begun = System.nanoTime();
        service.client()
                .post("/api/v1/sitemaps", Map.of("urls", List.of("https://" + host + path), "select", true))
                .expect(200);
        service.until(
                "select count(*) = " + documents + " from sitemap where domain = '" + host
                        + "' and processing_status = 'COMPLETE'",
                meanwhile);
        double seconds = (System.nanoTime() - begun) / 1e9;
        String pages = service.superuser().ask("select count(*) from page");
        if (!pages.equals(Integer.toString(addresses))) {
            throw new IllegalStateException(pages + " of " + addresses + " are there");
        }
        System.out.printf("%s: %,.0f addresses/s%n", path, addresses / seconds);
        return addresses / seconds;
    }

    /** Rows per second of a COPY of what is there, in as many transactions as there are sitemaps. */
    private static double copied(int transactions) throws SQLException {
        String folder = service.superuser().ask("select current_setting('data_directory')") + "/bench-";
        String ids = service.superuser()
                .ask("select string_agg(id::text, ' ' order by url) from sitemap where id in (select sitemap_id"
                        + " from page)");
        int number = 0;
        for (String id : ids.split(" ")) {
            service.superuser()
                    .execute("copy (select " + COLUMNS + " from page where sitemap_id = '" + id + "' order by url) to '"
                            + folder + number++ + "'");
        }
        long rows = Long.parseLong(service.superuser().ask("select count(*) from page"));
        service.superuser().execute("truncate page cascade");
        long begun = System.nanoTime();
        for (int file = 0; file < transactions; file++) {
            service.superuser().execute("copy page (" + COLUMNS + ") from '" + folder + file + "'");
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        System.out.printf("copy: %,.0f rows/s%n", rows / seconds);
        return rows / seconds;
    }

    private static void clear() throws SQLException {
        service.superuser().execute("truncate page cascade", "vacuum page", "vacuum page_search");
    }
}
