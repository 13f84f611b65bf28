package dev.gleaner.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.identity.TestTokens;
import dev.gleaner.vocabulary.Role;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Who did what can be read afterwards, by those who may. */
@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class AuditTest {
    @Inject
    TestTokens tokens;

    private String tenant;
    private Api administrator;

    @BeforeEach
    void a_tenant_of_its_own() {
        tenant = "audit-" + UUID.randomUUID();
        administrator = new Api(tokens.token(tenant, Role.ADMIN));
    }

    @Test
    void a_curation_decision_is_on_record_with_what_was_asked_and_what_came_of_it() {
        String id = administrator
                .post("/api/v1/domains", "{\"domains\":[\"orchard.test\"]}")
                .jsonPath()
                .getString("results[0].id");
        administrator.patch("/api/v1/domains/curation", "{\"curationStatus\":\"SELECTED\",\"ids\":[\"" + id + "\"]}");
        administrator.patch(
                "/api/v1/domains/curation", "{\"curationStatus\":\"ARCHIVED\",\"filter\":{\"q\":\"orchard\"}}");

        JsonPath log = log("subject=domain&action=CURATED");

        assertThat(log.getList("items.details.decision.curationStatus")).containsExactly("ARCHIVED", "SELECTED");
        assertThat(log.getMap("items[0].details.decision.filter")).containsOnlyKeys("q");
        assertThat(log.getList("items[1].details.decision.ids")).containsExactly(id);
        assertThat(log.getInt("items[1].details.outcome.queued")).isOne();
        assertThat(log.getInt("items[0].details.outcome.dequeued")).isOne();
        assertThat(log.getList("items.actor")).doesNotContainNull().hasSize(2);
    }

    @Test
    void stocks_are_decided_upon_on_record_too() {
        administrator.call("PUT", "/api/v1/stocks/ACME", null);
        administrator.patch("/api/v1/stocks/curation", "{\"curationStatus\":\"MAYBE\",\"filter\":{\"q\":\"ACME\"}}");
        administrator.call("DELETE", "/api/v1/stocks/ACME", null);

        JsonPath log = log("action=CURATED");
        assertThat(log.getList("items.subject")).containsExactly("stock/ACME", "stock", "stock/ACME");
        assertThat(log.getBoolean("items[0].details.active")).isFalse();
        assertThat(log.getBoolean("items[2].details.active")).isTrue();
    }

    @Test
    void whoever_enters_items_is_on_record_with_what_was_entered_and_nothing_that_was_known() {
        String first = "{\"domains\":[\"orchard.test\",\"no domain\"]}";
        String id = administrator.post("/api/v1/domains", first).jsonPath().getString("results[0].id");
        administrator.post("/api/v1/domains", first);
        administrator.post("/api/v1/domains", "{\"domains\":[\"orchard.test\"],\"select\":true}");
        administrator.post("/api/v1/pages", "{\"urls\":[\"https://orchard.test/pears\"]}");
        administrator.post("/api/v1/sitemaps", "{\"urls\":[\"https://orchard.test/sitemap.xml\"]}");

        JsonPath log = log("action=SUBMITTED");
        assertThat(log.getList("items.subject")).containsExactly("sitemap", "page", "domain", "domain");
        assertThat(log.getList("items.details.select")).containsExactly(false, false, true, false);
        assertThat(log.getInt("items[2].details.queued")).isOne();
        assertThat(log.getList("items[3].details.ids")).containsExactly(id);
        assertThat(log.getInt("items[3].details.created")).isOne();
    }

    @Test
    void a_scan_is_on_record_once() {
        String order = "{\"domain\":\"scanned-%s.test\",\"maxPages\":7}".formatted(tenant);
        administrator.post("/api/v1/scans", order).then().statusCode(202);
        administrator.post("/api/v1/scans", order).then().statusCode(202);

        JsonPath log = log("action=SCAN_STARTED");
        assertThat(log.getList("items.subject")).containsExactly("domain/scanned-" + tenant + ".test");
        assertThat(log.getInt("items[0].details.maxPages")).isEqualTo(7);
    }

    @Test
    void a_key_is_on_record_when_it_is_made_used_and_revoked() {
        JsonPath made =
                administrator.post("/api/v1/api-keys", "{\"name\":\"robot\"}").jsonPath();
        Api robot = new Api(made.getString("key"));
        robot.get("/api/v1/domains").then().statusCode(200);
        robot.get("/api/v1/pages").then().statusCode(200);
        administrator.call("DELETE", "/api/v1/api-keys/" + made.getString("id"), null);

        JsonPath log = log("subject=api-key/" + made.getString("id"));
        assertThat(log.getList("items.action")).containsExactly("API_KEY_REVOKED", "API_KEY_USED", "API_KEY_CREATED");
        assertThat(log.getString("items[1].actor")).endsWith("(key robot)");
        assertThat(log.prettify()).doesNotContain(made.getString("key"));
    }

    @Test
    void a_refused_decision_leaves_no_line() {
        administrator.patch("/api/v1/domains/curation", "{\"curationStatus\":\"SELECTED\",\"filter\":{}}");

        assertThat(log("limit=5").getList("items")).isEmpty();
    }

    @Test
    void pausing_and_resuming_is_on_record() {
        administrator.post("/api/v1/pipelines/sitemap/pause", null);
        administrator.post("/api/v1/pipelines/sitemap/resume", null);

        assertThat(log("subject=pipeline/sitemap").getList("items.action"))
                .containsExactly("PIPELINE_RESUMED", "PIPELINE_PAUSED");
    }

    @Test
    void sign_ins_are_on_record_and_refused_ones_too() {
        String email = "gardener-" + UUID.randomUUID() + "@example.org";
        administrator.post(
                "/api/v1/users",
                "{\"email\":\"%s\",\"password\":\"apples and pears\",\"roles\":[\"USER\"]}".formatted(email));
        Api nobody = new Api("");
        nobody.post("/api/v1/auth/login", "{\"email\":\"%s\",\"password\":\"plums and pears\"}".formatted(email));
        nobody.post("/api/v1/auth/login", "{\"email\":\"%s\",\"password\":\"apples and pears\"}".formatted(email));

        assertThat(log("actor=" + email).getList("items.action")).containsExactly("SIGNED_IN", "SIGN_IN_REFUSED");
        JsonPath created = log("action=ACCOUNT_CREATED");
        assertThat(created.getString("items[0].subject")).isEqualTo("account/" + email);
        assertThat(created.prettify()).doesNotContain("apples");
    }

    @Test
    void another_tenant_sees_nothing_of_it_and_a_user_may_not_look() {
        administrator.post("/api/v1/pipelines/page/pause", null);
        administrator.post("/api/v1/pipelines/page/resume", null);

        Api elsewhere = new Api(tokens.token("elsewhere-" + UUID.randomUUID(), Role.ADMIN));
        assertThat(elsewhere.get("/api/v1/audit").jsonPath().getList("items")).isEmpty();
        Api.problem(new Api(tokens.token(tenant, Role.USER)).get("/api/v1/audit"), 403, "forbidden");
    }

    private JsonPath log(String filter) {
        return administrator.get("/api/v1/audit?" + filter).jsonPath();
    }
}
