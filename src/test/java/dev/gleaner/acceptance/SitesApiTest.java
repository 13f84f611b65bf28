package dev.gleaner.acceptance;

import static dev.gleaner.acceptance.Api.problem;
import static dev.gleaner.acceptance.Api.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.gleaner.fixture.GleanerDatabase;
import dev.gleaner.identity.TestTokens;
import dev.gleaner.vocabulary.Role;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** The rooms of the sites as clients see them. The engine rests in these tests, so nothing moves by itself. */
@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class SitesApiTest {
    private static final Set<String> PROCESSABLE = Set.of(
            "curationStatus",
            "processingStatus",
            "attempts",
            "maxAttempts",
            "nextAttemptAt",
            "error",
            "createdAt",
            "updatedAt");

    @Inject
    TestTokens tokens;

    private String tenant;
    private Api api;

    @BeforeEach
    void signIn() {
        tenant = "sites-" + UUID.randomUUID().toString().substring(0, 8);
        api = new Api(tokens.token(tenant, Role.USER, Role.ADMIN));
    }

    @Test
    void domains_are_entered_line_by_line() {
        api.post("/api/v1/domains", domains("known.example")).then().statusCode(200);

        Response answer = api.post("/api/v1/domains", """
                {"domains":["https://www.New.example/path?x=1","new.example","known.example","no name","10.0.0.1",
                            "bücher.example",""]}""");

        answer.then()
                .statusCode(200)
                .body(
                        "results.outcome",
                        contains("created", "existing", "existing", "invalid", "invalid", "created", "invalid"))
                .body("results[0].input", equalTo("https://www.New.example/path?x=1"))
                .body("results[0].domain", equalTo("new.example"))
                .body("results[0].reason", nullValue())
                .body("results[3].id", nullValue())
                .body("results[3].domain", nullValue())
                .body("results[3].reason", notNullValue())
                .body("results[5].domain", equalTo("xn--bcher-kva.example"))
                .body("created", equalTo(2))
                .body("existing", equalTo(2))
                .body("invalid", equalTo(3))
                .body("queued", equalTo(0));
        assertThat(answer.<String>path("results[0].id")).isEqualTo(answer.path("results[1].id"));
    }

    @Test
    void entering_and_selecting_queues_what_was_not_queued() {
        api.post("/api/v1/domains", "{\"domains\":[\"a.example\",\"b.example\",\"a.example\"],\"select\":true}")
                .then()
                .body("created", equalTo(2))
                .body("queued", equalTo(2));
        api.post("/api/v1/domains", "{\"domains\":[\"a.example\",\"c.example\"],\"select\":true}")
                .then()
                .body("queued", equalTo(1));

        api.get("/api/v1/domains?processingStatus=QUEUED&curationStatus=SELECTED&sort=domain")
                .then()
                .body("items.domain", contains("a.example", "b.example", "c.example"))
                .body("items[0].nextAttemptAt", notNullValue());
    }

    @Test
    void lists_are_filtered_sorted_and_read_page_by_page() {
        api.post(
                        "/api/v1/domains",
                        domains(IntStream.range(0, 7)
                                .mapToObj(i -> "d" + i + ".example")
                                .toArray(String[]::new)))
                .then()
                .statusCode(200);
        api.post("/api/v1/domains", domains("other.test")).then().statusCode(200);

        List<String> names = new ArrayList<>();
        String cursor = null;
        int pages = 0;
        do {
            Response page = api.get("/api/v1/domains?limit=3&sort=-domain&q=EXAMPLE&withTotal=true"
                    + (cursor == null ? "" : "&cursor=" + cursor));
            page.then().statusCode(200).body("total", equalTo(7));
            names.addAll(page.<List<String>>path("items.domain"));
            cursor = page.path("nextCursor");
            pages++;
        } while (cursor != null);

        assertThat(names).hasSize(7).isSortedAccordingTo((a, b) -> b.compareTo(a));
        assertThat(pages).isEqualTo(3);
        api.get("/api/v1/domains?limit=500").then().body("total", nullValue()).body("items.size()", equalTo(8));
        api.get("/api/v1/domains?q=nothing&withTotal=true")
                .then()
                .body("total", equalTo(0))
                .body("nextCursor", nullValue());
        api.get("/api/v1/domains?q=d_.example&withTotal=true").then().body("total", equalTo(0));
    }

    @Test
    void a_cursor_belongs_to_its_order() {
        api.post("/api/v1/domains", domains("a.example", "b.example")).then().statusCode(200);
        String cursor = api.get("/api/v1/domains?limit=1&sort=domain").path("nextCursor");

        refused(api.get("/api/v1/domains?limit=1&sort=-domain&cursor=" + cursor), "invalid_request", "cursor");
    }

    @Test
    void a_domain_has_the_fields_of_the_contract() {
        String id = enter("fields.example");

        Map<String, Object> domain = api.get("/api/v1/domains/" + id).path("$");

        assertThat(domain.keySet()).containsAll(PROCESSABLE).contains("id", "domain", "metadata", "robots", "counts");
        assertThat(keys(domain, "counts")).containsExactlyInAnyOrder("sitemaps", "pages", "contacts");
        assertThat(domain)
                .containsEntry("curationStatus", "NEW")
                .containsEntry("processingStatus", "IDLE")
                .containsEntry("attempts", 0)
                .containsEntry("error", null);
        assertThat(api.get("/api/v1/domains?q=fields.example").<Map<String, Object>>path("items[0]"))
                .isEqualTo(domain);
    }

    @Test
    void a_surveyed_domain_shows_what_it_says_of_itself() throws SQLException {
        String id = enter("surveyed.example");
        execute("update domain set robots_status = 'FOUND', crawl_delay_seconds = 2.5, metadata = '{\"title\":\"T\","
                + "\"technologies\":[],\"emails\":[],\"phones\":[],\"social\":{}}' where id = '" + id + "'");

        Map<String, Object> domain = api.get("/api/v1/domains/" + id).path("$");

        assertThat(keys(domain, "metadata"))
                .contains(
                        "title",
                        "description",
                        "language",
                        "canonicalUrl",
                        "faviconUrl",
                        "logoUrl",
                        "generator",
                        "technologies",
                        "emails",
                        "phones",
                        "social");
        assertThat(keys(domain, "robots")).contains("status", "crawlDelaySeconds");
    }

    @Test
    void a_sitemap_has_the_fields_of_the_contract() {
        Response receipt = api.post("/api/v1/sitemaps", urls("https://maps.example/sitemap.xml"));

        Map<String, Object> sitemap =
                api.get("/api/v1/sitemaps/" + receipt.path("results[0].id")).path("$");

        assertThat(sitemap.keySet())
                .containsAll(PROCESSABLE)
                .contains(
                        "id",
                        "url",
                        "domainId",
                        "domain",
                        "kind",
                        "discoveredBy",
                        "urlCount",
                        "importedCount",
                        "bytes",
                        "lastModified");
        assertThat(sitemap)
                .containsEntry("discoveredBy", "MANUAL")
                .containsEntry("domain", "maps.example")
                .containsEntry("processingStatus", "IDLE");
    }

    @Test
    void a_page_has_the_fields_of_the_contract() {
        Response receipt = api.post("/api/v1/pages", urls("https://www.pages.example/contact/"));

        Map<String, Object> page =
                api.get("/api/v1/pages/" + receipt.path("results[0].id")).path("$");

        assertThat(page.keySet())
                .containsAll(PROCESSABLE)
                .contains(
                        "id",
                        "url",
                        "domainId",
                        "sitemapId",
                        "category",
                        "categoryConfidence",
                        "lastModified",
                        "changeFrequency",
                        "priority",
                        "httpStatus",
                        "contentType",
                        "title",
                        "description",
                        "h1",
                        "canonicalUrl",
                        "language",
                        "wordCount",
                        "links",
                        "structuredData");
        assertThat(keys(page, "links")).containsExactlyInAnyOrder("internal", "external");
        assertThat(page).containsEntry("category", "CONTACT").containsEntry("processingStatus", "IDLE");
    }

    @Test
    void a_contact_has_the_fields_of_the_contract() throws SQLException {
        String page =
                api.post("/api/v1/pages", urls("https://people.example/team")).path("results[0].id");
        execute(
                "insert into contact (tenant, domain_id, domain, kind, value, confidence) select tenant, domain_id, domain,"
                        + " 'EMAIL', 'info@people.example', 0.9 from page where id = '" + page + "'",
                "insert into contact_source (contact_id, page_id, how, url, snippet) select c.id, p.id, 'MAILTO', p.url,"
                        + " 'Write to us' from contact c join page p on p.domain_id = c.domain_id where p.id = '" + page
                        + "'");

        Map<String, Object> contact =
                api.get("/api/v1/contacts?kind=EMAIL&q=INFO").path("items[0]");

        assertThat(contact.keySet())
                .contains("id", "domainId", "domain", "kind", "value", "label", "role", "confidence", "sources");
        assertThat(api.get("/api/v1/contacts/" + contact.get("id")).<Map<String, Object>>path("$"))
                .isEqualTo(contact);
        api.get("/api/v1/contacts?domainId=" + contact.get("domainId"))
                .then()
                .body("items[0].sources[0].pageId", equalTo(page))
                .body("items[0].sources[0].how", equalTo("MAILTO"))
                .body("items[0].sources[0].url", equalTo("https://people.example/team"))
                .body("items[0].sources[0].snippet", equalTo("Write to us"));
        api.get("/api/v1/contacts?kind=PHONE").then().body("items.size()", equalTo(0));
        api.get("/api/v1/domains?q=people.example").then().body("items[0].counts.contacts", equalTo(1));
    }

    @Test
    void decisions_queue_and_dequeue() {
        String one = enter("one.example");
        String two = enter("two.example");

        decide("\"SELECTED\",\"ids\":[\"" + one + "\",\"" + two + "\",\"" + UUID.randomUUID() + "\"]", 2, 2, 2, 0);
        decide("\"SELECTED\",\"ids\":[\"" + one + "\"]", 1, 0, 0, 0);
        decide("\"MAYBE\",\"ids\":[\"" + one + "\"]", 1, 1, 0, 1);
        decide("\"ARCHIVED\",\"filter\":{\"processingStatus\":\"QUEUED\"}", 1, 1, 0, 1);
        decide("\"SELECTED\",\"filter\":{\"q\":\"one\"}", 1, 1, 1, 0);
        decide("\"NOT_A_FIT\",\"filter\":{},\"all\":true", 2, 2, 0, 1);
        decide("\"NEW\",\"filter\":{\"curationStatus\":\"SELECTED\"}", 0, 0, 0, 0);

        api.get("/api/v1/domains?curationStatus=NOT_A_FIT&processingStatus=IDLE&sort=domain")
                .then()
                .body("items.domain", contains("one.example", "two.example"))
                .body("items[0].nextAttemptAt", nullValue());
    }

    private void decide(String decision, int matched, int updated, int queued, int dequeued) {
        api.patch("/api/v1/domains/curation", "{\"curationStatus\":" + decision + "}")
                .then()
                .statusCode(200)
                .body("matched", equalTo(matched))
                .body("updated", equalTo(updated))
                .body("queued", equalTo(queued))
                .body("dequeued", equalTo(dequeued));
    }

    @Test
    void what_failed_can_be_tried_again_and_what_did_not_fail_stays() throws SQLException {
        String failed = enter("failed.example");
        enter("fine.example");
        execute("update domain set curation_status = 'SELECTED', processing_status = 'ERROR', attempts = 4,"
                + " error_code = 'read_timeout', error_message = 'It took too long', error_step = 'FETCH',"
                + " error_at = now() where id = '" + failed + "'");
        api.get("/api/v1/domains/" + failed)
                .then()
                .body("error.code", equalTo("read_timeout"))
                .body("error.message", equalTo("It took too long"))
                .body("error.step", equalTo("FETCH"))
                .body("error.at", notNullValue());

        api.post("/api/v1/domains/requeue", "{\"filter\":{},\"all\":true}")
                .then()
                .statusCode(200)
                .body("matched", equalTo(1))
                .body("updated", equalTo(1))
                .body("queued", equalTo(1))
                .body("dequeued", equalTo(0));

        api.get("/api/v1/domains/" + failed)
                .then()
                .body("processingStatus", equalTo("QUEUED"))
                .body("attempts", equalTo(0))
                .body("error", nullValue());
        api.get("/api/v1/domains?q=fine").then().body("items[0].processingStatus", equalTo("IDLE"));
    }

    @Test
    void addresses_are_entered_with_their_sites() {
        for (String kind : List.of("sitemaps", "pages")) {
            api.post("/api/v1/" + kind, """
                    {"urls":["https://www.both.example/a#top","https://both.example/b","https://both.example/b","/c",
                             "ftp://both.example/d","https://10.0.0.1/e"],"select":true}""")
                    .then()
                    .statusCode(200)
                    .body(
                            "results.outcome",
                            contains("created", "created", "existing", "invalid", "invalid", "invalid"))
                    .body("results[0].url", equalTo("https://www.both.example/a"))
                    .body("results[3].reason", notNullValue())
                    .body("created", equalTo(2))
                    .body("queued", equalTo(2));
            api.get("/api/v1/" + kind + "?processingStatus=QUEUED&withTotal=true")
                    .then()
                    .body("total", equalTo(2));
        }
        api.get("/api/v1/domains").then().body("items.domain", contains("both.example"));
        String domain = api.get("/api/v1/domains").path("items[0].id");
        api.get("/api/v1/pages?domainId=" + domain + "&withTotal=true").then().body("total", equalTo(2));
        api.get("/api/v1/domains/" + domain)
                .then()
                .body("counts.pages", equalTo(2))
                .body("counts.sitemaps", equalTo(2));
    }

    @Test
    void a_scan_is_accepted_joined_and_not_mixed_with_another() {
        Response started = api.post("/api/v1/scans", "{\"domain\":\"https://www.Scanned.example/x\",\"maxPages\":10}");

        String id = started.then()
                .statusCode(202)
                .body("domain", equalTo("scanned.example"))
                .body("status", equalTo("QUEUED"))
                .body("error", nullValue())
                .body("finishedAt", nullValue())
                .body("createdAt", notNullValue())
                .extract()
                .path("id");
        assertThat(started.header("Location")).endsWith("/api/v1/scans/" + id);
        assertThat(keys(started.path("$"), "counts"))
                .containsExactlyInAnyOrder("sitemaps", "pages", "pagesDone", "pagesFailed", "contacts");
        assertThat(api.get("/api/v1/scans/" + id).<Map<String, Object>>path("$"))
                .isEqualTo(started.path("$"));
        api.post("/api/v1/scans", "{\"domain\":\"scanned.example\",\"maxPages\":10}")
                .then()
                .statusCode(202)
                .body("id", equalTo(id));
        problem(api.post("/api/v1/scans", "{\"domain\":\"scanned.example\",\"maxPages\":11}"), 409, "conflict");
        problem(
                api.post("/api/v1/scans", "{\"domain\":\"scanned.example\",\"maxPages\":10,\"selectPages\":\"NONE\"}"),
                409,
                "conflict");
        api.get("/api/v1/domains").then().body("items.processingStatus", contains("QUEUED"));
        problem(new Api(tokens.token(tenant + "-x", Role.USER)).get("/api/v1/scans/" + id), 404, "not_found");
    }

    @Test
    void the_machine_room_shows_every_workflow() {
        api.post("/api/v1/domains", "{\"domains\":[\"queued.example\"],\"select\":true}")
                .then()
                .statusCode(200);

        List<Map<String, Object>> rows = api.get("/api/v1/pipelines").path("$");

        Map<Object, Map<String, Object>> byName =
                rows.stream().collect(Collectors.toMap(row -> row.get("name"), row -> row));
        assertThat(byName).containsOnlyKeys("domain", "sitemap", "page", "stock", "pricefile");
        assertThat(byName.get("domain").keySet())
                .contains(
                        "name",
                        "paused",
                        "queued",
                        "retrying",
                        "processing",
                        "complete",
                        "empty",
                        "error",
                        "oldestQueuedSeconds",
                        "inFlight",
                        "perMinute");
        assertThat(keys(byName.get("domain"), "perMinute")).containsExactlyInAnyOrder("done", "failed");
        assertThat(byName.get("domain")).containsEntry("queued", 1).containsEntry("error", 0);
        assertThat(byName.get("page")).containsEntry("queued", 0).containsEntry("oldestQueuedSeconds", null);
    }

    @Test
    void a_pause_holds_until_it_is_lifted() {
        api.call("POST", "/api/v1/pipelines/sitemap/pause", null).then().statusCode(204);
        api.call("POST", "/api/v1/pipelines/sitemap/pause", null).then().statusCode(204);
        api.get("/api/v1/pipelines").then().body("find { it.name == 'sitemap' }.paused", equalTo(true));

        api.call("POST", "/api/v1/pipelines/sitemap/resume", null).then().statusCode(204);
        api.get("/api/v1/pipelines").then().body("paused", everyItem(equalTo(false)));
    }

    @Test
    void the_trail_of_an_item_tells_its_attempts() throws SQLException {
        String id = enter("tried.example");
        for (int attempt = 1; attempt <= 2; attempt++) {
            execute(
                    "insert into attempt (tenant, workflow, item_id, attempt, replica, claimed_at, finished_at, outcome,"
                            + " error_code, error_message, error_step) values ('" + tenant + "', 'domain', '" + id
                            + "', "
                            + attempt + ", 'here', now(), now(), 'RETRIED', 'http_status', 'Status 500', 'FETCH')");
        }

        Response trail = api.get("/api/v1/pipelines/domain/attempts?itemId=" + id);

        trail.then()
                .statusCode(200)
                .body("items.attempt", contains(2, 1))
                .body("items[0].outcome", equalTo("RETRIED"))
                .body("items[0].error.code", equalTo("http_status"));
        assertThat(trail.<Map<String, Object>>path("items[0]").keySet())
                .contains("attempt", "claimedAt", "finishedAt", "replica", "outcome", "error");
        api.get("/api/v1/pipelines/page/attempts?itemId=" + id).then().body("items.size()", equalTo(0));
        new Api(tokens.token(tenant + "-x", Role.USER))
                .get("/api/v1/pipelines/domain/attempts?itemId=" + id)
                .then()
                .body("items.size()", equalTo(0));
    }

    private String enter(String domain) {
        return api.post("/api/v1/domains", domains(domain)).path("results[0].id");
    }

    private static String domains(String... names) {
        return "{\"domains\":[" + quoted(names) + "]}";
    }

    private static String urls(String... urls) {
        return "{\"urls\":[" + quoted(urls) + "]}";
    }

    private static String quoted(String... texts) {
        return List.of(texts).stream().map(text -> '"' + text + '"').collect(Collectors.joining(","));
    }

    private static Set<String> keys(Map<String, Object> object, String field) {
        Set<String> keys = new HashSet<>();
        if (object.get(field) instanceof Map<?, ?> inner) {
            inner.keySet().forEach(key -> keys.add(key.toString()));
        }
        return keys;
    }

    private static void execute(String... statements) throws SQLException {
        GleanerDatabase.shared().direct().execute(statements);
    }
}
