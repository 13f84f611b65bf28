package dev.gleaner.acceptance;

import static dev.gleaner.acceptance.Api.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.gleaner.fixture.GleanerDatabase;
import dev.gleaner.identity.TestTokens;
import dev.gleaner.vocabulary.Role;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Finding some rows among many; the same filters decide. */
@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class ListFiltersTest {
    @Inject
    TestTokens tokens;

    private String tenant;
    private Api api;

    @BeforeEach
    void enter_three_pages_of_two_sites() throws SQLException {
        tenant = "filters-" + UUID.randomUUID().toString().substring(0, 8);
        api = new Api(tokens.token(tenant, Role.USER));
        api.post(
                        "/api/v1/pages",
                        "{\"urls\":[\"https://one.example/A_b\",\"https://one.example/c\",\"https://two.example/d\"]}")
                .then()
                .statusCode(200);
        GleanerDatabase.shared()
                .direct()
                .execute(
                        "update page set title = 'Über UNS', category_confidence = 0.9 where tenant = '" + tenant
                                + "' and url like '%/c'",
                        "update page set category_confidence = 0.1, updated_at = '2020-01-01T00:00:00Z' where tenant = '"
                                + tenant + "' and url not like '%/c'");
    }

    @ParameterizedTest
    @CsvSource({
        "q=a_B,1",
        "q=A%25b,0",
        "q=%C3%9Cber%20uns,1",
        "q=ONE.example,2",
        "q=,3",
        "domain=one.example,2",
        "domain=https://www.two.example/x,1",
        "domain=other.example,0",
        "minConfidence=0.5,1",
        "updatedSince=2021-01-01T00:00:00Z,1",
        "domain=one.example&minConfidence=0.05&q=a_b,1"
    })
    void pages_are_found(String query, int found) {
        api.get("/api/v1/pages?withTotal=true&" + query)
                .then()
                .statusCode(200)
                .body("total", equalTo(found))
                .body("items", hasSize(found));
    }

    @Test
    void a_search_follows_the_title() throws SQLException {
        GleanerDatabase.shared().direct().execute("update page set title = null where tenant = '" + tenant + "'");

        api.get("/api/v1/pages?q=uns").then().statusCode(200).body("items", hasSize(0));
    }

    @Test
    void what_a_search_finds_is_decided_upon() {
        api.patch(
                        "/api/v1/pages/curation",
                        "{\"curationStatus\":\"SELECTED\",\"filter\":{\"domain\":\"one.example\",\"q\":\"uns\"}}")
                .then()
                .statusCode(200)
                .body("matched", equalTo(1))
                .body("queued", equalTo(1));
        api.get("/api/v1/pages?processingStatus=QUEUED").then().body("items.url", contains("https://one.example/c"));
    }

    @Test
    void a_pipeline_counts_each_status_of_the_tenant() {
        api.patch("/api/v1/pages/curation", "{\"curationStatus\":\"SELECTED\",\"filter\":{\"domain\":\"one.example\"}}")
                .then()
                .statusCode(200);

        assertThat(api.get("/api/v1/pipelines").<Integer>path("find { it.name == 'page' }.queued"))
                .isEqualTo(2);
        assertThat(api.get("/api/v1/pipelines").<Integer>path("find { it.name == 'page' }.complete"))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"domain", "sort", "cursor", "minConfidence", "updatedSince"})
    void an_empty_parameter_is_no_absent_one(String name) {
        refused(api.get("/api/v1/pages?" + name + "="), "invalid_request", name);
    }
}
