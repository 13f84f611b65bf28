package dev.gleaner.acceptance;

import static dev.gleaner.acceptance.Api.problem;
import static dev.gleaner.acceptance.Api.refused;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.gleaner.fixture.GleanerDatabase;
import dev.gleaner.identity.TestTokens;
import dev.gleaner.vocabulary.Role;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad input of every kind gets an answer that names the field, and changes nothing. */
@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class BadInputTest {
    private static final String TENANT = "bad-input";
    private static final String ID = "00000000-0000-4000-8000-000000000000";
    private static final List<String> KINDS = List.of("domains", "sitemaps", "pages");

    @Inject
    TestTokens tokens;

    private Api user;
    private Api admin;
    private Api stranger;
    private Map<String, Long> before;
    private String contentBefore;

    @BeforeEach
    void remember() throws SQLException {
        user = new Api(tokens.token(TENANT, Role.USER));
        admin = new Api(tokens.token(TENANT, Role.USER, Role.ADMIN));
        stranger = new Api(tokens.token("somebody-else", Role.USER, Role.ADMIN));
        user.post("/api/v1/pages", "{\"urls\":[\"https://seed.example/a\"]}")
                .then()
                .statusCode(200);
        before = counts();
        contentBefore = content();
    }

    @AfterEach
    void nothing_is_changed() throws SQLException {
        assertThat(counts()).isEqualTo(before);
        assertThat(content()).isEqualTo(contentBefore);
    }

    /** Without the audit log, which tells of decisions that meant no row, too. */
    private static Map<String, Long> counts() throws SQLException {
        Map<String, Long> counts = tables().counts();
        counts.remove("audit_entry");
        return counts;
    }

    private static Tables tables() {
        return new Tables(GleanerDatabase.shared().direct());
    }

    private static String content() throws SQLException {
        return String.join(
                " ",
                tables().column(Stream.of("domain", "sitemap", "page", "pipeline")
                        .map(table -> "select md5(coalesce(string_agg(t::text, '' order by t::text), '')) from " + table
                                + " t")
                        .collect(Collectors.joining(" union all "))));
    }

    static Stream<String> lists() {
        return Stream.of(
                "/api/v1/domains",
                "/api/v1/sitemaps",
                "/api/v1/pages",
                "/api/v1/contacts",
                "/api/v1/scans",
                "/api/v1/pipelines/domain/attempts");
    }

    @ParameterizedTest
    @MethodSource("lists")
    void lists_refuse_what_they_do_not_know(String list) {
        Map.of(
                        "limit=0",
                        "limit",
                        "limit=501",
                        "limit",
                        "limit=-1",
                        "limit",
                        "limit=many",
                        "limit",
                        "limit=99999999999",
                        "limit",
                        "limit=1&limit=2",
                        "limit",
                        "cursor=abc",
                        "cursor",
                        "cursor=%00",
                        "cursor",
                        "withTotal=yes",
                        "withTotal",
                        "cursor=" + "x".repeat(5000),
                        "cursor")
                .forEach((query, field) -> refused(user.get(list + "?" + query), "invalid_request", field));
        Map.of("colour=red", "colour", "sort=password", "sort", "sort=--id", "sort", "tenant=x", "tenant")
                .forEach((query, field) -> refused(user.get(list + "?" + query), "unknown_filter", field));
    }

    @ParameterizedTest
    @CsvSource({
        "domains?curationStatus=Selected,curationStatus",
        "domains?processingStatus=DONE,processingStatus",
        "domains?q=%00,q",
        "sitemaps?kind=urlset,kind",
        "sitemaps?domainId=17,domainId",
        "pages?category=contact,category",
        "pages?domainId=,domainId",
        "pages?sitemapId=x,sitemapId",
        "pages?curationStatus=NEW&curationStatus=MAYBE,curationStatus",
        "contacts?kind=FAX,kind",
        "contacts?domainId=x,domainId",
        "pipelines/domain/attempts?itemId=x,itemId"
    })
    void filters_name_the_field_that_cannot_be_read(String call, String field) {
        refused(user.get("/api/v1/" + call), "invalid_request", field);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/v1/pipelines",
                "GET /api/v1/auth/me",
                "GET /api/v1/domains/" + ID,
                "GET /api/v1/scans/" + ID,
                "GET /api/v1/scans/" + ID + "/events",
                "POST /api/v1/domains",
                "PATCH /api/v1/pages/curation",
                "POST /api/v1/sitemaps/requeue",
                "POST /api/v1/scans",
                "POST /api/v1/users",
                "POST /api/v1/auth/login",
                "POST /api/v1/pipelines/domain/pause",
                "POST /api/v1/pipelines/domain/resume"
            })
    void an_unknown_parameter_is_refused_everywhere(String call) {
        String[] parts = call.split(" ");
        String body = parts[0].equals("GET") || call.contains("pipelines") ? null : "{}";
        refused(admin.call(parts[0], parts[1] + "?x=1", body), "unknown_filter", "x");
    }

    static Stream<String> writes() {
        return Stream.of(
                "POST /api/v1/domains",
                "POST /api/v1/sitemaps",
                "POST /api/v1/pages",
                "PATCH /api/v1/domains/curation",
                "PATCH /api/v1/sitemaps/curation",
                "PATCH /api/v1/pages/curation",
                "POST /api/v1/domains/requeue",
                "POST /api/v1/sitemaps/requeue",
                "POST /api/v1/pages/requeue",
                "POST /api/v1/scans",
                "POST /api/v1/users",
                "POST /api/v1/auth/login");
    }

    @ParameterizedTest
    @MethodSource("writes")
    void bodies_that_are_none_are_refused(String call) {
        String method = call.split(" ")[0];
        String path = call.split(" ")[1];
        for (String body : List.of("{", "", "null", "[]", "7", "\"text\"", "{} {}", "[".repeat(3000))) {
            refused(admin.call(method, path, body), "invalid_request", "body");
        }
        refused(admin.call(method, path, "{\"colour\":1}"), "invalid_request", "colour");
        problem(
                admin.as(given().contentType("text/plain").body("{}")).request(method, path),
                415,
                "unsupported_media_type");
        problem(admin.call("DELETE", path, null), 405, "method_not_allowed");
        problem(
                admin.as(given().contentType("application/json")
                                .accept("image/png")
                                .body("{}"))
                        .request(method, path),
                406,
                "not_acceptable");
    }

    static Stream<String[]> bodies() {
        String longText = "x".repeat(100_000);
        List<String[]> bodies = new ArrayList<>(List.of(
                row("POST domains", "{}", "domains"),
                row("POST domains", "{'domains':[]}", "domains"),
                row("POST domains", "{'domains':null}", "domains"),
                row("POST domains", "{'domains':'a.example'}", "domains"),
                row("POST domains", "{'domains':[null]}", "domains[0]"),
                row("POST domains", "{'domains':['a.example',7]}", "domains[1]"),
                row("POST domains", "{'domains':['a\\u0000.example']}", "domains[0]"),
                row("POST domains", "{'domains':" + many("a.example", 1001) + "}", "domains"),
                row("POST domains", "{'domains':['a.example'],'select':'yes'}", "select"),
                row("POST domains", "{'domains':['a.example'],'select':1}", "select"),
                row("POST scans", "{}", "domain"),
                row("POST scans", "{'domain':''}", "domain"),
                row("POST scans", "{'domain':'no name at all'}", "domain"),
                row("POST scans", "{'domain':'127.0.0.1'}", "domain"),
                row("POST scans", "{'domain':'ftp://a.example'}", "domain"),
                row("POST scans", "{'domain':'" + longText + ".example'}", "domain"),
                row("POST scans", "{'domain':'a.example\\u0000'}", "domain"),
                row("POST scans", "{'domain':['a.example']}", "domain"),
                row("POST scans", "{'domain':'a.example','maxPages':0}", "maxPages"),
                row("POST scans", "{'domain':'a.example','maxPages':100001}", "maxPages"),
                row("POST scans", "{'domain':'a.example','maxPages':'10'}", "maxPages"),
                row("POST scans", "{'domain':'a.example','maxPages':1.5}", "maxPages"),
                row("POST scans", "{'domain':'a.example','maxPages':99999999999}", "maxPages"),
                row("POST scans", "{'domain':'a.example','selectPages':'all'}", "selectPages"),
                row("POST scans", "{'domain':'a.example','selectPages':1}", "selectPages"),
                row("POST users", "{'password':'long enough','roles':['USER']}", "email"),
                row("POST users", "{'email':'x','password':'long enough','roles':['USER']}", "email"),
                row("POST users", "{'email':'x@y.example','password':'short','roles':['USER']}", "password"),
                row("POST users", "{'email':'x@y.example','password':'long enough','roles':[]}", "roles"),
                row("POST users", "{'email':'x@y.example','password':'long enough','roles':['KING']}", "roles[0]"),
                row("POST auth/login", "{'email':'x@y.example'}", "password"),
                row("POST auth/login", "{'email':7,'password':'x'}", "email")));
        for (String kind : List.of("sitemaps", "pages")) {
            bodies.add(row("POST " + kind, "{}", "urls"));
            bodies.add(row("POST " + kind, "{'urls':[]}", "urls"));
            bodies.add(row("POST " + kind, "{'urls':[null]}", "urls[0]"));
            bodies.add(row("POST " + kind, "{'urls':" + many("https://a.example/", 1001) + "}", "urls"));
        }
        for (String kind : KINDS) {
            String decide = "PATCH " + kind + "/curation";
            bodies.add(row(decide, "{'ids':['" + ID + "']}", "curationStatus"));
            bodies.add(row(decide, "{'curationStatus':'selected','ids':['" + ID + "']}", "curationStatus"));
            bodies.add(row(decide, "{'curationStatus':'QUEUED','ids':['" + ID + "']}", "curationStatus"));
            for (String call :
                    List.of("PATCH " + kind + "/curation {'curationStatus':'MAYBE',", "POST " + kind + "/requeue {")) {
                String where = call.substring(0, call.indexOf('{') - 1);
                String start = call.substring(call.indexOf('{'));
                bodies.add(row(where, (start + "}").replace(",}", "}"), "ids"));
                bodies.add(row(where, start + "'ids':[]}", "ids"));
                bodies.add(row(where, start + "'ids':[null]}", "ids"));
                bodies.add(row(where, start + "'ids':['17']}", "ids[0]"));
                bodies.add(row(where, start + "'ids':" + many(ID, 10_001) + "}", "ids"));
                bodies.add(row(where, start + "'ids':['" + ID + "'],'filter':{}}", "ids"));
                bodies.add(row(where, start + "'ids':['" + ID + "'],'all':true}", "ids"));
                bodies.add(row(where, start + "'filter':{}}", "all"));
                bodies.add(row(where, start + "'filter':{},'all':false}", "all"));
                bodies.add(row(where, start + "'filter':{'colour':'red'},'all':true}", "filter.colour"));
                bodies.add(row(where, start + "'filter':{'processingStatus':'Error'}}", "filter.processingStatus"));
                bodies.add(row(where, start + "'filter':{'q':'\\u0000'}}", "filter.q"));
                bodies.add(row(where, start + "'filter':[]}", "filter"));
                bodies.add(row(where, start + "'filter':{'q':7}}", "filter.q"));
                bodies.add(row(where, start + "'all':'yes'}", "all"));
            }
        }
        return bodies.stream();
    }

    private static String[] row(String call, String body, String field) {
        return new String[] {call, body.replace('\'', '"'), field};
    }

    private static String many(String text, int count) {
        return IntStream.range(0, count).mapToObj(i -> "'" + text + "'").collect(Collectors.joining(",", "[", "]"));
    }

    /** One test for all of them: a report line for each would be longer than useful. */
    @Test
    void bad_bodies_are_answered_with_the_field() {
        assertThat(bodies()).allSatisfy(row -> {
            String[] call = row[0].split(" ");
            refused(admin.call(call[0], "/api/v1/" + call[1], row[1]), "invalid_request", row[2]);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "domains/17",
                "domains/" + ID,
                "sitemaps/" + ID,
                "pages/" + ID,
                "pages/x",
                "contacts/" + ID,
                "contacts/x",
                "scans/" + ID,
                "scans/x",
                "scans/" + ID + "/events",
                "pipelines/nothing/attempts",
                "nothing"
            })
    void what_is_not_there_is_not_found(String path) {
        problem(user.get("/api/v1/" + path), 404, "not_found");
    }

    @Test
    void an_unknown_workflow_cannot_be_paused() {
        problem(admin.call("POST", "/api/v1/pipelines/nothing/pause", null), 404, "not_found");
        problem(admin.call("POST", "/api/v1/pipelines/nothing/resume", null), 404, "not_found");
    }

    @Test
    void another_tenants_rows_are_not_there() {
        String page = user.get("/api/v1/pages").path("items[0].id");
        String domain = user.get("/api/v1/domains").path("items[0].id");
        problem(stranger.get("/api/v1/pages/" + page), 404, "not_found");
        problem(stranger.get("/api/v1/domains/" + domain), 404, "not_found");
        stranger.get("/api/v1/pages?withTotal=true").then().statusCode(200).body("total", equalTo(0));
        stranger.get("/api/v1/pages?domainId=" + domain + "&withTotal=true")
                .then()
                .body("total", equalTo(0));
        for (String who : List.of("\"ids\":[\"" + page + "\",\"" + domain + "\"]", "\"filter\":{},\"all\":true")) {
            for (String kind : KINDS) {
                stranger.patch("/api/v1/" + kind + "/curation", "{\"curationStatus\":\"SELECTED\"," + who + "}")
                        .then()
                        .statusCode(200)
                        .body("matched", equalTo(0))
                        .body("updated", equalTo(0));
                stranger.post("/api/v1/" + kind + "/requeue", "{" + who + "}")
                        .then()
                        .statusCode(200)
                        .body("matched", equalTo(0));
            }
        }
    }
}
