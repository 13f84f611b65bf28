package dev.gleaner.acceptance;

import static dev.gleaner.acceptance.Api.problem;
import static dev.gleaner.acceptance.Api.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gleaner.fixture.DatabaseAddress;
import dev.gleaner.fixture.GleanerDatabase;
import dev.gleaner.identity.TestTokens;
import dev.gleaner.vocabulary.Role;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules by which found pages are selected, as clients read and write them. */
@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class SelectionRulesTest {
    private static final String PATH = "/api/v1/selection-rules";
    private static final String TWO = """
            [{"category":"CONTACT","minConfidence":0.6,"maxDepth":2,"select":true},
             {"category":"BLOG","minConfidence":0,"maxDepth":0,"select":false}]""";

    @Inject
    TestTokens tokens;

    private Api api;

    @BeforeEach
    void sign_in_to_a_new_tenant() {
        api = new Api(tokens.token("rules-" + UUID.randomUUID(), Role.USER));
    }

    @Test
    void a_new_tenant_has_none() throws IOException {
        assertThat(rules()).isEqualTo(json("[]"));
    }

    @Test
    void what_is_written_is_answered_and_kept_in_its_order() throws IOException {
        Response written = put(TWO);

        written.then().statusCode(200);
        assertThat(json(written.asString())).isEqualTo(json("""
                [{"category":"CONTACT","minConfidence":0.6,"maxDepth":2,"select":true},
                 {"category":"BLOG","minConfidence":0.0,"maxDepth":0,"select":false}]"""));
        assertThat(rules()).isEqualTo(json(written.asString()));
    }

    @Test
    void the_next_list_replaces_the_whole_of_the_last() throws IOException {
        put(TWO).then().statusCode(200);

        put("[{\"category\":\"OTHER\",\"minConfidence\":1,\"maxDepth\":7,\"select\":true}]")
                .then()
                .statusCode(200);
        assertThat(rules()).hasSize(1);
        put("[]").then().statusCode(200);
        assertThat(rules()).isEmpty();
    }

    @Test
    void another_tenant_has_its_own() throws IOException {
        put(TWO).then().statusCode(200);

        Api stranger = new Api(tokens.token("rules-" + UUID.randomUUID(), Role.USER));
        assertThat(json(stranger.get(PATH).asString())).isEmpty();
        stranger.call("PUT", PATH, "[]").then().statusCode(200);
        assertThat(rules()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{'category':'CONTACT','minConfidence':1.1,'maxDepth':2,'select':true}; [0].minConfidence",
                "{'category':'CONTACT','minConfidence':-0.1,'maxDepth':2,'select':true}; [0].minConfidence",
                "{'category':'CONTACT','minConfidence':'0.6','maxDepth':2,'select':true}; [0].minConfidence",
                "{'category':'CONTACT','minConfidence':0.6,'maxDepth':-1,'select':true}; [0].maxDepth",
                "{'category':'CONTACT','minConfidence':0.6,'maxDepth':1.5,'select':true}; [0].maxDepth",
                "{'category':'HOBBY','minConfidence':0.6,'maxDepth':2,'select':true}; [0].category",
                "{'category':'CONTACT','minConfidence':0.6,'maxDepth':2,'select':'yes'}; [0].select",
                "{'minConfidence':0.6,'maxDepth':2,'select':true}; [0].category",
                "{'category':'CONTACT','maxDepth':2,'select':true}; [0].minConfidence",
                "{'category':'CONTACT','minConfidence':0.6,'select':true}; [0].maxDepth",
                "{'category':'CONTACT','minConfidence':0.6,'maxDepth':2}; [0].select",
                "{'category':'CONTACT','minConfidence':0.6,'maxDepth':2,'select':true,'tenant':'x'}; [0].tenant",
                "null; [0]"
            })
    void a_rule_that_is_wrong_is_refused_with_its_place(String rule, String field) throws IOException {
        put(TWO).then().statusCode(200);

        refused(put("[" + rule.replace('\'', '"') + "]"), "invalid_request", field);
        assertThat(rules()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "null", "7", "", "[", "\"x\""})
    void what_is_no_list_is_refused(String body) {
        problem(put(body), 400, "invalid_request");
    }

    @Test
    void a_list_has_an_end() {
        String rule = "{\"category\":\"CONTACT\",\"minConfidence\":0.6,\"maxDepth\":2,\"select\":true}";

        put("[" + String.join(",", Collections.nCopies(100, rule)) + "]").then().statusCode(200);
        problem(put("[" + String.join(",", Collections.nCopies(101, rule)) + "]"), 400, "invalid_request");
    }

    @Test
    void two_who_write_at_once_leave_the_list_of_one_of_them() throws IOException {
        List<String> lists = IntStream.rangeClosed(1, 8)
                .mapToObj(size -> "[" + String.join(",", Collections.nCopies(size, """
                        {"category":"TEAM","minConfidence":0.5,"maxDepth":%d,"select":true}""".formatted(size))) + "]")
                .toList();

        List<CompletableFuture<Response>> writers = lists.stream()
                .map(list -> CompletableFuture.supplyAsync(() -> put(list)))
                .toList();

        writers.forEach(writer -> writer.join().then().statusCode(200));
        JsonNode left = rules();
        assertThat(left)
                .isNotEmpty()
                .allSatisfy(rule -> assertThat(rule.path("maxDepth").asInt()).isEqualTo(left.size()));
    }

    @Test
    void other_rules_have_sitemaps_read_anew_that_are_what_they_were() throws SQLException {
        String sitemap = api.post(
                        "/api/v1/sitemaps",
                        "{\"urls\":[\"https://rules-%s.test/sitemap.xml\"]}".formatted(UUID.randomUUID()))
                .jsonPath()
                .getString("results[0].id");
        DatabaseAddress database = GleanerDatabase.shared().direct();
        database.execute(
                "update sitemap set read_url = url, read_etag = 'v1', read_lease = 0 where id = '" + sitemap + "'");

        put(TWO).then().statusCode(200);

        assertThat(database.ask("select read_lease is null from sitemap where id = '" + sitemap + "'"))
                .isEqualTo("t");
    }

    @Test
    void who_replaced_the_rules_is_on_record() {
        String tenant = "rules-" + UUID.randomUUID();
        Api administrator = new Api(tokens.token(tenant, Role.ADMIN));

        administrator.call("PUT", PATH, TWO).then().statusCode(200);

        assertThat(administrator
                        .get("/api/v1/audit?action=SELECTION_RULES_CHANGED")
                        .jsonPath()
                        .getList("items[0].details.rules.category"))
                .isEqualTo(List.of("CONTACT", "BLOG"));
    }

    private Response put(String body) {
        return api.call("PUT", PATH, body);
    }

    private JsonNode rules() throws IOException {
        Response answer = api.get(PATH);
        answer.then().statusCode(200);
        return json(answer.asString());
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }
}
