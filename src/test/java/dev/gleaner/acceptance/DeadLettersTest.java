package dev.gleaner.acceptance;

import static dev.gleaner.acceptance.Api.refused;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

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
import org.junit.jupiter.params.provider.ValueSource;

/** What was given up says why, and goes back by its reason. */
@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class DeadLettersTest {
    private static final String PAGES = "/api/v1/pages";
    private static final String PIPELINES = "/api/v1/pipelines";

    @Inject
    TestTokens tokens;

    private String tenant;
    private Api api;

    @BeforeEach
    void give_up_three_of_four() throws SQLException {
        tenant = "letters-" + UUID.randomUUID().toString().substring(0, 8);
        api = new Api(tokens.token(tenant, Role.USER));
        api.post(
                        PAGES,
                        "{\"urls\":[\"https://one.example/a\",\"https://one.example/b\",\"https://one.example/c\","
                                + "\"https://one.example/d\"]}")
                .then()
                .statusCode(200);
        giveUp("read_timeout", "a");
        giveUp("read_timeout", "b");
        giveUp("tls_failed", "c");
    }

    private void giveUp(String code, String page) throws SQLException {
        GleanerDatabase.shared()
                .direct()
                .execute("update page set curation_status = 'SELECTED', processing_status = 'ERROR', attempts = 4,"
                        + " error_code = '" + code + "', error_message = 'as it was', error_step = 'FETCH',"
                        + " error_at = now() where tenant = '" + tenant + "' and url like '%/" + page + "'");
    }

    @Test
    void they_are_listed_by_their_reason() {
        api.get(PAGES + "?processingStatus=ERROR&errorCode=read_timeout&sort=url")
                .then()
                .statusCode(200)
                .body("items.url", contains("https://one.example/a", "https://one.example/b"))
                .body("items.error.message", everyItem(equalTo("as it was")));
        api.get(PAGES + "?errorCode=dns_not_found").then().statusCode(200).body("items", hasSize(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"domains", "sitemaps", "pages"})
    void an_unknown_reason_is_refused(String what) {
        refused(api.get("/api/v1/" + what + "?errorCode=READ_TIMEOUT"), "invalid_request", "errorCode");
    }

    @Test
    void those_of_one_reason_go_back_with_new_attempts() {
        api.post(PAGES + "/requeue", "{\"filter\":{\"errorCode\":\"read_timeout\"}}")
                .then()
                .statusCode(200)
                .body("matched", equalTo(2))
                .body("queued", equalTo(2));

        api.get(PAGES + "?processingStatus=QUEUED")
                .then()
                .body("items", hasSize(2))
                .body("items.attempts", everyItem(equalTo(0)))
                .body("items.error", everyItem(nullValue()));
        api.get(PAGES + "?processingStatus=ERROR").then().body("items.error.code", contains("tls_failed"));
    }

    @Test
    void pipelines_count_them_by_their_reason() {
        api.get(PIPELINES)
                .then()
                .statusCode(200)
                .body("find { it.name == 'page' }.error", equalTo(3))
                .body("find { it.name == 'page' }.errors.code", contains("read_timeout", "tls_failed"))
                .body("find { it.name == 'page' }.errors.count", contains(2, 1))
                .body("find { it.name == 'domain' }.errors", hasSize(0));
    }

    @Test
    void a_workflow_that_succeeds_without_any_output_is_called_silent() throws SQLException {
        succeed(49, "EMPTY", "now()");
        succeed(50, "EMPTY", "now() - interval '2 hours'");
        assertSilent(false);

        succeed(1, "EMPTY", "now()");
        assertSilent(true);

        succeed(1, "COMPLETE", "now()");
        assertSilent(false);
    }

    private void succeed(int times, String outcome, String when) throws SQLException {
        GleanerDatabase.shared()
                .direct()
                .execute("insert into attempt (tenant, workflow, item_id, attempt, replica, claimed_at, finished_at,"
                        + " outcome) select '" + tenant + "', 'page', gen_random_uuid(), 1, 'replica', " + when + ", "
                        + when + ", '" + outcome + "' from generate_series(1, " + times + ")");
    }

    private void assertSilent(boolean silent) {
        api.get(PIPELINES)
                .then()
                .body("find { it.name == 'page' }.silent", equalTo(silent))
                .body("find { it.name == 'domain' }.silent", equalTo(false));
    }
}
