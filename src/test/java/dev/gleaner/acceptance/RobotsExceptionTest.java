package dev.gleaner.acceptance;

import static dev.gleaner.acceptance.Api.problem;
import static dev.gleaner.acceptance.Api.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.gleaner.identity.TestTokens;
import dev.gleaner.vocabulary.Role;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An operator's word that robots.txt does not count on a site of their own. */
@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class RobotsExceptionTest {
    private static final String OWN = "{\"ignored\":true,\"reason\":\"our own site\"}";

    @Inject
    TestTokens tokens;

    private String tenant;
    private Api operator;
    private String path;

    @BeforeEach
    void enterADomain() {
        tenant = "robots-" + UUID.randomUUID().toString().substring(0, 8);
        operator = new Api(tokens.token(tenant, Role.USER, Role.ADMIN));
        path = operator.post("/api/v1/domains", "{\"domains\":[\"own.example\"]}")
                .path("results[0].id");
        path = "/api/v1/domains/" + path;
    }

    @Test
    void at_first_robots_txt_counts_and_nobody_has_said_anything() {
        operator.get(path)
                .then()
                .body("robots", hasKey("status"))
                .body("robots", hasKey("crawlDelaySeconds"))
                .body("robots.ignored", equalTo(false))
                .body("robots.ignoredBy", nullValue())
                .body("robots.ignoredAt", nullValue());
    }

    @Test
    void the_word_is_on_the_record_with_who_when_and_why() {
        put(operator, OWN)
                .then()
                .statusCode(200)
                .body("ignored", equalTo(true))
                .body("ignoredBy", notNullValue())
                .body("ignoredAt", notNullValue())
                .body("ignoredReason", equalTo("our own site"))
                .body("$", hasKey("status"))
                .body("$", hasKey("crawlDelaySeconds"));

        operator.get(path)
                .then()
                .body("robots.ignored", equalTo(true))
                .body(
                        "robots.ignoredBy",
                        equalTo(operator.get("/api/v1/auth/me").<String>path("email")))
                .body("robots.ignoredReason", equalTo("our own site"));
    }

    @Test
    void it_can_be_taken_back_which_is_on_the_record_too() {
        put(operator, OWN).then().statusCode(200);

        put(operator, "{\"ignored\":false,\"reason\":\"sold it\"}")
                .then()
                .statusCode(200)
                .body("ignored", equalTo(false))
                .body("ignoredBy", notNullValue())
                .body("ignoredReason", equalTo("sold it"));
    }

    @Test
    void the_audit_log_has_both() {
        put(operator, OWN).then().statusCode(200);
        put(operator, "{\"ignored\":false,\"reason\":\"sold it\"}").then().statusCode(200);
        String somebodyElses = new Api(tokens.token("somebody-else", Role.USER, Role.ADMIN))
                .get("/api/v1/audit?limit=500")
                .asString();

        Response log = operator.get("/api/v1/audit?sort=at");
        log.then()
                .body("items.action", contains("SUBMITTED", "ROBOTS_IGNORED", "ROBOTS_OBEYED"))
                .body("items.subject", contains("domain", "domain/own.example", "domain/own.example"));
        assertThat(log.asString()).contains("our own site");
        assertThat(somebodyElses).doesNotContain("our own site");
    }

    @Test
    void only_administrators_of_the_domains_tenant_have_that_word() {
        problem(put(new Api(tokens.token(tenant, Role.USER)), OWN), 403, "forbidden");
        problem(put(new Api(tokens.token("somebody-else", Role.USER, Role.ADMIN)), OWN), 404, "not_found");
        path = "/api/v1/domains/" + UUID.randomUUID();
        problem(put(operator, OWN), 404, "not_found");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"ignored\":true}                              | reason",
                "{\"ignored\":true,\"reason\":\"  \"}            | reason",
                "{\"reason\":\"our own site\"}                   | ignored",
                "{\"ignored\":true,\"reason\":\"x\",\"by\":\"y\"} | by"
            })
    void it_needs_a_reason_and_nothing_else(String body, String field) {
        refused(put(operator, body), "invalid_request", field);
        operator.get(path).then().body("robots.ignored", equalTo(false));
    }

    private Response put(Api api, String body) {
        return api.call("PUT", path + "/robots", body);
    }
}
