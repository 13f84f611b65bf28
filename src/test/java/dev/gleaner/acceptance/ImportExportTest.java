package dev.gleaner.acceptance;

import static dev.gleaner.acceptance.Api.problem;
import static dev.gleaner.acceptance.Api.refused;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.gleaner.fixture.GleanerDatabase;
import dev.gleaner.identity.TestTokens;
import dev.gleaner.vocabulary.Role;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents that go in and come out whole. The engine rests. */
@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class ImportExportTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject
    TestTokens tokens;

    private String tenant;
    private Api api;

    @BeforeEach
    void signIn() {
        tenant = "documents-" + UUID.randomUUID().toString().substring(0, 8);
        api = new Api(tokens.token(tenant, Role.USER));
    }

    @Test
    void every_row_gets_its_own_answer() {
        api.post("/api/v1/domains", "{\"domains\":[\"known.example\"]}").then().statusCode(200);

        csv(
                        "/api/v1/domains/import",
                        "Name;Website;Note\nOne;https://www.one.example/x;\"a;b\"\n\nTwo;no name;\nThree\n"
                                + "Four;known.example\nFive;\"ONE.example\";x;y;z\n")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body(
                        "results.input",
                        contains("https://www.one.example/x", "no name", "", "known.example", "ONE.example"))
                .body("results.outcome", contains("created", "invalid", "invalid", "existing", "existing"))
                .body("results[0].domain", equalTo("one.example"))
                .body("results[0].reason", nullValue())
                .body("results[1].id", nullValue())
                .body("created", equalTo(1))
                .body("existing", equalTo(2))
                .body("invalid", equalTo(2))
                .body("queued", equalTo(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "domain\na.example\nb.example",
                "\uFEFFDomain\r\na.example\r\nb.example\r\n",
                "a.example\nb.example\n",
                "id,DOMAIN\n1,a.example\n2,b.example",
                "\"id\"\t\" Url \"\n1\thttps://a.example/1,2;3\n2\tb.example",
                "url,domain\nhttps://wrong.example,a.example\n,b.example",
                "\n\nwebsite\na.example\nb.example"
            })
    void the_column_is_found_by_its_name(String document) {
        csv("/api/v1/domains/import", document).then().statusCode(200).body("created", equalTo(2));

        api.get("/api/v1/domains?sort=domain").then().body("items.domain", contains("a.example", "b.example"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "\n \n", "name,town\na.example,b", "a.example,b.example", "domain,x\n\"a.example,b\n1,2"})
    void a_document_without_the_column_is_refused(String document) {
        refused(csv("/api/v1/domains/import", document), "invalid_request", "body");
        api.get("/api/v1/domains?withTotal=true").then().body("total", equalTo(0));
    }

    @Test
    void a_header_alone_has_no_rows() {
        csv("/api/v1/domains/import", "domain\n")
                .then()
                .statusCode(200)
                .body("results", hasSize(0))
                .body("created", equalTo(0))
                .body("queued", equalTo(0));
    }

    @ParameterizedTest
    @CsvSource({"any", "file"})
    void a_file_in_a_form_is_as_good(String field) {
        api.as(given().multiPart(
                                field,
                                "d.csv",
                                "domain,x\nümlaut.example,1".getBytes(StandardCharsets.UTF_8),
                                "text/csv"))
                .post("/api/v1/domains/import?select=true")
                .then()
                .statusCode(200)
                .body("results[0].domain", equalTo("xn--mlaut-jva.example"))
                .body("created", equalTo(1))
                .body("queued", equalTo(1));
    }

    @Test
    void a_form_without_a_file_is_refused() {
        refused(api.as(given().multiPart("file", "domain")).post("/api/v1/domains/import"), "invalid_request", "file");
    }

    @Test
    void the_character_set_is_the_documents() {
        api.as(given().header("Content-Type", "text/csv; charset=iso-8859-1")
                        .body("domain\nbücher.example".getBytes(StandardCharsets.ISO_8859_1)))
                .post("/api/v1/domains/import")
                .then()
                .statusCode(200)
                .body("results[0].domain", equalTo("xn--bcher-kva.example"));
        refused(
                api.as(given().header("Content-Type", "text/csv; charset=none")
                                .body("domain\na.example".getBytes(StandardCharsets.UTF_8)))
                        .post("/api/v1/domains/import"),
                "invalid_request",
                "Content-Type");
    }

    @Test
    void other_documents_and_parameters_are_refused() {
        problem(api.post("/api/v1/domains/import", "{}"), 415, "unsupported_media_type");
        refused(csv("/api/v1/domains/import?x=1", "domain\na.example"), "unknown_filter", "x");
        refused(csv("/api/v1/domains/import?select=yes", "domain\na.example"), "invalid_request", "select");
        problem(
                new Api("")
                        .as(given().header("Content-Type", "text/csv").body("domain"))
                        .post("/api/v1/domains/import"),
                401,
                "unauthenticated");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pages", "sitemaps"})
    void addresses_are_imported_alike(String kind) {
        csv(
                        "/api/v1/" + kind + "/import?select=true",
                        "title,url\nA,https://a.example/1\nB,not an address\nC,https://b.example/2\nD,https://a.example/1")
                .then()
                .statusCode(200)
                .body("results.outcome", contains("created", "invalid", "created", "existing"))
                .body("created", equalTo(2))
                .body("queued", equalTo(2));
        api.get("/api/v1/" + kind + "?processingStatus=QUEUED&withTotal=true")
                .then()
                .body("total", equalTo(2));
    }

    @Test
    void a_hundred_thousand_rows_are_entered_and_one_more_is_not() throws SQLException {
        String most = rows(100_000);

        problem(csv("/api/v1/domains/import", most + "\none.too.many.example"), 413, "payload_too_large");
        api.get("/api/v1/domains?withTotal=true").then().body("total", equalTo(0));
        Response answer = csv("/api/v1/domains/import", most);

        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode receipt = json(answer.asString());
        assertThat(receipt.path("created").asInt()).isEqualTo(100_000);
        assertThat(receipt.path("results")).hasSize(100_000);
        assertThat(receipt.path("results").path(99_999).path("domain").asText()).isEqualTo("d99999.example");
        long exported = api.get("/api/v1/domains/export?format=csv&sort=domain")
                .asString()
                .lines()
                .count();
        assertThat(exported).isEqualTo(100_001);
        GleanerDatabase.shared().direct().execute("delete from domain where tenant = '" + tenant + "'");
    }

    private static String rows(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "d" + i + ".example," + i)
                .collect(Collectors.joining("\n", "domain,n\n", ""));
    }

    @Test
    void an_export_has_what_the_list_has_page_after_page() {
        csv(
                        "/api/v1/pages/import",
                        IntStream.range(0, 1203)
                                .mapToObj(i -> "https://e.example/p" + i)
                                .collect(Collectors.joining("\n", "url\n", "")))
                .then()
                .statusCode(200);
        csv("/api/v1/pages/import", "url\nhttps://other.example/p").then().statusCode(200);

        Response table = api.get("/api/v1/pages/export?q=e.example/p&sort=url");
        Response lines = api.get("/api/v1/pages/export?format=ndjson&q=e.example/p1&sort=-url");

        assertThat(table.statusCode()).isEqualTo(200);
        assertThat(table.contentType()).isEqualToIgnoringCase("text/csv; charset=utf-8");
        assertThat(table.header("Content-Disposition")).isEqualTo("attachment; filename=\"pages.csv\"");
        List<NamedCsvRecord> rows = table(table);
        assertThat(rows)
                .hasSize(1203)
                .extracting(row -> row.getField("url"))
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(rows.get(0).getHeader())
                .contains("id", "links.internal", "structuredData", "curationStatus", "error.code", "createdAt");
        assertThat(lines.contentType()).isEqualTo("application/x-ndjson");
        assertThat(lines.header("Content-Disposition")).isEqualTo("attachment; filename=\"pages.ndjson\"");
        List<String> listed = lines.asString().lines().toList();
        JsonNode first = json(listed.get(0));
        assertThat(first.path("url").asText()).isEqualTo("https://e.example/p199");
        ObjectNode page = (ObjectNode)
                json(api.get("/api/v1/pages/" + first.path("id").asText()).asString());
        assertThat(page.remove("text")).as("only shown page by page").isNotNull();
        assertThat(first).isEqualTo(page);
    }

    @ParameterizedTest
    @ValueSource(strings = {"domains", "sitemaps", "pages", "contacts"})
    void an_empty_export_is_a_header_or_nothing(String kind) {
        List<String> lines =
                api.get("/api/v1/" + kind + "/export").asString().lines().toList();
        assertThat(lines).hasSize(1);
        assertThat(lines.get(0)).startsWith("id,").contains("createdAt");

        Response none = api.get("/api/v1/" + kind + "/export?format=ndjson");
        assertThat(none.statusCode()).isEqualTo(200);
        assertThat(none.asString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "format=xml,invalid_request,format",
        "format=CSV,invalid_request,format",
        "format=,invalid_request,format",
        "sort=password,unknown_filter,sort",
        "sort=,invalid_request,sort",
        "limit=5,unknown_filter,limit",
        "cursor=x,unknown_filter,cursor",
        "colour=red,unknown_filter,colour"
    })
    void an_export_refuses_what_it_does_not_know(String query, String code, String field) {
        for (String kind : List.of("domains", "sitemaps", "pages", "contacts")) {
            refused(api.get("/api/v1/" + kind + "/export?" + query), code, field);
        }
    }

    @Test
    void formulas_do_not_leave_the_house_and_phone_numbers_do() throws SQLException {
        String page =
                csv("/api/v1/pages/import", "url\nhttps://f.example/contact").path("results[0].id");
        GleanerDatabase.shared()
                .direct()
                .execute(
                        "update page set title = '=HYPERLINK(\"https://evil.example\")', h1 = '-1+1', description = '-5'"
                                + " where id = '" + page + "'",
                        "insert into contact (tenant, domain_id, domain, kind, value, label, confidence) select tenant,"
                                + " domain_id, domain, 'PHONE', '+4930123456', '@SUM(1)', 0.9 from page where id = '"
                                + page + "'",
                        "insert into contact_source (contact_id, page_id, how, url, snippet) select c.id, p.id, h, p.url,"
                                + " 'Call \"us\", or' from contact c join page p on p.domain_id = c.domain_id,"
                                + " unnest(array['TEL', 'TEXT']) h where p.id = '" + page + "'");

        NamedCsvRecord row = table(api.get("/api/v1/pages/export")).get(0);
        NamedCsvRecord contact =
                table(api.get("/api/v1/contacts/export?kind=PHONE")).get(0);

        assertThat(row.getField("title")).isEqualTo("'=HYPERLINK(\"https://evil.example\")");
        assertThat(row.getField("h1")).isEqualTo("'-1+1");
        assertThat(row.getField("description")).isEqualTo("-5");
        assertThat(contact.getField("value")).isEqualTo("+4930123456");
        assertThat(contact.getField("label")).isEqualTo("'@SUM(1)");
        assertThat(contact.getField("sources.how")).isEqualTo("TEL | TEXT");
        assertThat(contact.getField("sources.snippet")).isEqualTo("Call \"us\", or | Call \"us\", or");
        assertThat(json(api.get("/api/v1/contacts/export?format=ndjson").asString())
                        .path("label")
                        .asText())
                .isEqualTo("@SUM(1)");
    }

    @Test
    void nobody_exports_another_tenants_rows() {
        csv("/api/v1/domains/import", "domain\nmine.example").then().statusCode(200);

        Api other = new Api(tokens.token(tenant + "-other", Role.USER));
        assertThat(other.get("/api/v1/domains/export?format=ndjson").asString()).isEmpty();
        problem(new Api("").get("/api/v1/domains/export"), 401, "unauthenticated");
    }

    private Response csv(String path, String document) {
        return api.as(given().header("Content-Type", "text/csv; charset=utf-8")
                        .body(document.getBytes(StandardCharsets.UTF_8)))
                .post(path);
    }

    private static List<NamedCsvRecord> table(Response answer) {
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(answer.asString())) {
            return rows.stream().toList();
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException broken) {
            throw new IllegalStateException(text, broken);
        }
    }
}
