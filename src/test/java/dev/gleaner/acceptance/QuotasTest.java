package dev.gleaner.acceptance;

import static dev.gleaner.acceptance.Api.problem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gleaner.fixture.GleanerDatabase;
import dev.gleaner.identity.TestTokens;
import dev.gleaner.vocabulary.Role;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What tenants may use: said by operators, read by the tenant, held where work is taken in. */
@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class QuotasTest {
    @Inject
    TestTokens tokens;

    private String tenant;
    private Api user;
    private Api operator;

    @BeforeEach
    void a_tenant_of_its_own() {
        tenant = "quota-" + UUID.randomUUID();
        user = new Api(tokens.token(tenant, Role.USER));
        operator = new Api(tokens.token("default", Role.ADMIN));
    }

    @Test
    void without_any_there_is_no_limit() {
        JsonPath own = own();

        assertThat(own.getString("tenant")).isEqualTo(tenant);
        assertThat(own.getMap("limits").values()).containsOnly(0);
        assertThat(own.getMap("usage").values()).containsOnly(0);
        assertThat(own.getString("resetsAt")).endsWith("T00:00:00Z");
    }

    @Test
    void domains_beyond_it_are_refused_and_none_of_them_is_entered() {
        allow("{\"domains\":2}");
        enter("a.test", "b.test").then().statusCode(200);

        JsonNode refused = problem(enter("b.test", "c.test", "d.test"), 403, "quota_exceeded");
        assertThat(refused.path("detail").asText()).contains("4 domains", "is 2");
        problem(user.post("/api/v1/scans", "{\"domain\":\"c.test\"}"), 403, "quota_exceeded");
        problem(user.post("/api/v1/pages", "{\"urls\":[\"https://c.test/\"]}"), 403, "quota_exceeded");

        enter("a.test").then().statusCode(200);
        assertThat(own().getInt("usage.domains")).isEqualTo(2);
    }

    @Test
    void those_who_enter_domains_at_once_do_not_pass_it_together() {
        allow("{\"domains\":5}");

        List<Integer> answers = IntStream.range(0, 20)
                .parallel()
                .mapToObj(n -> enter("site-" + n + ".test").statusCode())
                .toList();

        assertThat(answers).containsOnly(200, 403);
        assertThat(answers.stream().filter(status -> status == 200)).hasSize(5);
        assertThat(own().getInt("usage.domains")).isEqualTo(5);
    }

    @Test
    void a_day_that_is_used_up_takes_no_more_work_and_says_when_it_does_again() throws SQLException {
        String id = enter("a.test").jsonPath().getString("results[0].id");
        allow("{\"fetchesPerDay\":7}");
        spend(0, 7);

        Stream.of(
                        user.post("/api/v1/scans", "{\"domain\":\"a.test\"}"),
                        user.post("/api/v1/domains", "{\"domains\":[\"b.test\"],\"select\":true}"),
                        user.post("/api/v1/pages", "{\"urls\":[\"https://a.test/\"],\"select\":true}"),
                        user.patch(
                                "/api/v1/domains/curation",
                                "{\"curationStatus\":\"SELECTED\",\"ids\":[\"" + id + "\"]}"),
                        user.post("/api/v1/domains/requeue", "{\"ids\":[\"" + id + "\"]}"))
                .forEach(answer -> {
                    JsonNode refused = problem(answer, 429, "quota_exceeded");
                    assertThat(refused.path("detail").asText()).contains("7 of 7 fetches");
                    assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 24 * 3600);
                });
        user.patch("/api/v1/domains/curation", "{\"curationStatus\":\"MAYBE\",\"ids\":[\"" + id + "\"]}")
                .then()
                .statusCode(200);
        assertThat(own().getInt("usage.domains")).isEqualTo(1);
        assertThat(own().getInt("usage.fetches")).isEqualTo(7);
    }

    @Test
    void pages_have_one_of_their_own() throws SQLException {
        allow("{\"pagesPerDay\":3,\"fetchesPerDay\":100}");
        spend(3, 10);

        problem(user.post("/api/v1/scans", "{\"domain\":\"a.test\"}"), 429, "quota_exceeded");
        allow("{\"pagesPerDay\":4}");
        user.post("/api/v1/scans", "{\"domain\":\"a.test\"}").then().statusCode(202);
    }

    @Test
    void what_waits_for_the_day_to_end_is_due_when_the_quota_is_raised() throws SQLException {
        user.post("/api/v1/domains", "{\"domains\":[\"a.test\"],\"select\":true}");
        sql("update domain set next_attempt_at = now() + interval '5 hours', error_code = 'quota_exhausted',"
                + " error_message = 'used up', error_step = 'CLAIM', error_at = now() where tenant = '" + tenant + "'");

        allow("{\"fetchesPerDay\":100}");

        assertThat(GleanerDatabase.shared()
                        .direct()
                        .ask("select next_attempt_at <= now() and error_code is null from domain where tenant = '"
                                + tenant + "'"))
                .isEqualTo("t");
    }

    @Test
    void only_operators_say_what_a_tenant_may_use_and_it_is_on_record() {
        Api administrator = new Api(tokens.token(tenant, Role.ADMIN));
        problem(administrator.call("PUT", "/api/v1/quotas/" + tenant, "{\"domains\":9}"), 403, "forbidden");
        problem(administrator.get("/api/v1/quotas/default"), 403, "forbidden");
        problem(user.call("PUT", "/api/v1/quotas/" + tenant, "{\"domains\":9}"), 403, "forbidden");
        Api.refused(operator.call("PUT", "/api/v1/quotas/" + tenant, "{\"domains\":-1}"), "invalid_request", "domains");

        allow("{\"domains\":9}");

        assertThat(operator.get("/api/v1/quotas/" + tenant).jsonPath().getInt("limits.domains"))
                .isEqualTo(9);
        JsonPath log = operator.get("/api/v1/audit?action=QUOTA_CHANGED&subject=tenant/" + tenant)
                .jsonPath();
        assertThat(log.getList("items")).hasSize(1);
        assertThat(log.getInt("items[0].details.domains")).isEqualTo(9);
    }

    private void allow(String limits) {
        operator.call("PUT", "/api/v1/quotas/" + tenant, limits).then().statusCode(200);
    }

    private Response enter(String... domains) {
        return user.post("/api/v1/domains", "{\"domains\":[\"" + String.join("\",\"", domains) + "\"]}");
    }

    private JsonPath own() {
        return user.get("/api/v1/quotas").jsonPath();
    }

    private void spend(int pages, int fetches) throws SQLException {
        sql("insert into tenant_usage (tenant, day, pages, fetches) values ('" + tenant
                + "', cast(now() at time zone 'UTC' as date), " + pages + ", " + fetches + ")");
    }

    private static void sql(String statement) throws SQLException {
        GleanerDatabase.shared().direct().execute(statement);
    }
}
