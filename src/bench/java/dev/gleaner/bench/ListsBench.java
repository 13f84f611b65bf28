package dev.gleaner.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gleaner.acceptance.CrowdedTables;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What people and programs ask the API for, among a million pages. */
class ListsBench {
    private static final int FEW = 10_000;
    private static final int MILLION = Integer.getInteger("bench.rows", 1_000_000);
    private static final int DEEP = MILLION / 5000;

    /** Each request decides on the hundred pages of another site. */
    private static final String DECIDE = """
        wrk.headers["Content-Type"] = "application/json"
        local n = 0
        request = function()
          n = n + 1
          local word = n % 2 == 0 and "MAYBE" or "SELECTED"
          local body = string.format('{"curationStatus":"%s","filter":{"domain":"site-%d.example"}}', word, n % 997 * 10)
          return wrk.format("PATCH", nil, nil, body)
        end
        """;

    private static Site site;
    private static GleanerService service;
    private static String token;

    @BeforeAll
    static void fill() throws Exception {
        site = Site.start();
        service = GleanerService.start(site, it -> it.with("GLEANER_PIPELINE_ENABLED", "false"));
        String tenant =
                service.client().get("/api/v1/auth/me").expect(200).at("tenant").asText();
        var tables = new CrowdedTables(service.superuser(), tenant);
        tables.open(FEW);
        tables.fill(FEW, MILLION);
        new CrowdedShelves(service.superuser(), tenant).fill(MILLION);
        token = service.client().token();
    }

    @AfterAll
    static void stop() {
        service.close();
        site.close();
    }

    @Test
    void lists_and_decisions_among_a_million() throws Exception {
        double load = Machine.load();
        var sheet = new Sheet(
                "lists",
                "Requests per second among a million rows",
                "request",
                "requests per second",
                "p50, ms",
                "p99, ms");
        // a virtual machine that still compiles would be blamed on the first of them
        for (String path : requests().values()) {
            Wrk.get(service.replica().baseUri() + path, token);
        }
        for (Map.Entry<String, String> it : requests().entrySet()) {
            measure(sheet, it.getKey(), () -> Wrk.get(service.replica().baseUri() + it.getValue(), token));
        }
        measure(
                sheet,
                "PATCH pages/curation, the 100 pages of a site by filter",
                () -> Wrk.scripted(DECIDE, service.replica().baseUri() + "api/v1/pages/curation", token));
        sheet.note("wrk with " + Wrk.CLIENTS + " connections that ask again at once. "
                + Machine.of(service.superuser(), load, 1).sentence());
    }

    private static Map<String, String> requests() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("GET pages, 50 rows", "api/v1/pages");
        all.put("GET pages, 500 rows", "api/v1/pages?limit=500");
        all.put("GET pages, a tenth down the list", "api/v1/pages?cursor=" + deep());
        for (String filter : new String[] {
            "pages?processingStatus=COMPLETE&sort=-updatedAt",
            "pages?curationStatus=SELECTED",
            "pages?category=CONTACT",
            "pages?domain=site-4712.example",
            "pages?q=site-4711.example",
            "pages?q=item",
            "pages?q=xyzzy",
            "domains?q=site-47110",
            "domains?q=site",
            "domains?q=xyzzy",
            "sitemaps?q=sitemap-471108",
            "sitemaps?q=sitemap",
            "sitemaps?q=xyzzy",
            "contacts?q=contact-471108",
            "contacts?q=contact",
            "contacts?q=xyzzy",
            "stocks?q=S4711",
            "pipelines"
        }) {
            all.put("GET " + filter, "api/v1/" + filter);
        }
        return all;
    }

    /** The cursor of a page far down. */
    private static String deep() {
        String path = "/api/v1/pages?limit=500";
        JsonNode cursor = null;
        for (int page = 0; page < DEEP; page++) {
            cursor = service.client()
                    .get(cursor == null ? path : path + "&cursor=" + encoded(cursor))
                    .expect(200)
                    .at("nextCursor");
        }
        return encoded(cursor);
    }

    private static String encoded(JsonNode cursor) {
        return URLEncoder.encode(cursor.asText(), StandardCharsets.UTF_8);
    }

    private interface Measurement {
        Wrk take() throws Exception;
    }

    private static void measure(Sheet sheet, String name, Measurement measurement) {
        try {
            Wrk found = measurement.take();
            sheet.row(
                    name,
                    String.format(Locale.ROOT, "%,.0f", found.perSecond())
                            + (found.failed() == 0 ? "" : ", " + found.failed() + " failed"),
                    String.format(Locale.ROOT, "%,.1f", found.p50()),
                    String.format(Locale.ROOT, "%,.1f", found.p99()));
            sheet.bar("16 connections", name, found.perSecond());
        } catch (Exception absent) {
            sheet.row(name, "failed: " + absent.getMessage(), "", "");
        }
    }
}
