package dev.gleaner.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.identity.TestTokens;
import dev.gleaner.vocabulary.Role;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Programs come with keys of their own. */
@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class ApiKeysTest {
    private static final String KEYS = "/api/v1/api-keys";

    @Inject
    TestTokens tokens;

    private String tenant;
    private Api user;

    @BeforeEach
    void a_tenant_of_its_own() {
        tenant = "keys-" + UUID.randomUUID();
        user = new Api(tokens.token(tenant, Role.USER));
    }

    @Test
    void a_key_speaks_for_its_owner_and_is_shown_once() {
        JsonPath made = make(user, "{\"name\":\"nightly export\"}");
        Api program = new Api(made.getString("key"));

        JsonPath me = program.get("/api/v1/auth/me").jsonPath();
        assertThat(me.getString("tenant")).isEqualTo(tenant);
        assertThat(me.getList("roles")).containsExactly("USER");
        assertThat(program.post("/api/v1/domains", "{\"domains\":[\"key.test\"]}")
                        .statusCode())
                .isEqualTo(200);
        JsonPath listed = user.get(KEYS).jsonPath();
        assertThat(listed.getList("items.name")).containsExactly("nightly export");
        assertThat(listed.getString("items[0].lastUsedAt")).isNotNull();
        assertThat(listed.prettify()).doesNotContain(made.getString("key"));
        assertThat(made.getString("key")).endsWith(listed.getString("items[0].hint"));
    }

    @Test
    void a_revoked_key_opens_nothing() {
        JsonPath made = make(user, "{\"name\":\"lost\"}");
        Api program = new Api(made.getString("key"));
        assertThat(program.get("/api/v1/domains").statusCode()).isEqualTo(200);

        assertThat(user.call("DELETE", KEYS + "/" + made.getString("id"), null).statusCode())
                .isEqualTo(204);

        Api.problem(program.get("/api/v1/domains"), 401, "unauthenticated");
        assertThat(user.get(KEYS).jsonPath().getList("items")).isEmpty();
        Api.problem(user.call("DELETE", KEYS + "/" + made.getString("id"), null), 404, "not_found");
    }

    @Test
    void a_key_that_only_reads_changes_nothing() {
        Api reader =
                new Api(make(user, "{\"name\":\"dashboard\",\"readOnly\":true}").getString("key"));

        assertThat(reader.get("/api/v1/pages").statusCode()).isEqualTo(200);
        Api.problem(reader.post("/api/v1/domains", "{\"domains\":[\"key.test\"]}"), 403, "forbidden");
        assertThat(user.get("/api/v1/domains").jsonPath().getList("items")).isEmpty();
    }

    @Test
    void a_key_is_no_way_to_get_more_than_its_owner_has() {
        Api.problem(user.post(KEYS, "{\"name\":\"crown\",\"roles\":[\"ADMIN\"]}"), 403, "forbidden");

        Api administrator = new Api(tokens.token(tenant, Role.ADMIN));
        Api lesser = new Api(make(administrator, "{\"name\":\"less\"}").getString("key"));
        Api.problem(lesser.get("/api/v1/audit"), 403, "forbidden");
        Api.problem(lesser.post(KEYS, "{\"name\":\"child\"}"), 403, "forbidden");
    }

    @Test
    void an_administrator_sees_the_keys_of_the_tenant_and_of_no_other() {
        make(user, "{\"name\":\"mine\"}");

        assertThat(new Api(tokens.token(tenant, Role.ADMIN))
                        .get(KEYS)
                        .jsonPath()
                        .getList("items.name"))
                .containsExactly("mine");
        Api stranger = new Api(tokens.token("keys-" + UUID.randomUUID(), Role.ADMIN));
        assertThat(stranger.get(KEYS).jsonPath().getList("items")).isEmpty();
    }

    @Test
    void what_a_key_did_is_on_record_under_its_name() {
        JsonPath made = make(user, "{\"name\":\"robot\"}");
        user.post("/api/v1/domains", "{\"domains\":[\"key.test\"]}");
        new Api(made.getString("key")).patch("/api/v1/domains/curation", "{\"curationStatus\":\"MAYBE\",\"all\":true}");

        JsonPath log = new Api(tokens.token(tenant, Role.ADMIN))
                .get("/api/v1/audit?action=CURATED")
                .jsonPath();
        assertThat(log.getString("items[0].actor")).endsWith("(key robot)");
    }

    @Test
    void an_invented_key_and_one_that_ends_in_the_past_are_refused() {
        Api.problem(new Api("glnr_invented").get("/api/v1/domains"), 401, "unauthenticated");
        Api.refused(
                user.post(KEYS, "{\"name\":\"late\",\"expiresAt\":\"2020-01-01T00:00:00Z\"}"),
                "invalid_request",
                "expiresAt");
        Api.refused(user.post(KEYS, "{\"name\":\" \"}"), "invalid_request", "name");
    }

    private static JsonPath make(Api owner, String wish) {
        Response made = owner.post(KEYS, wish);
        assertThat(made.statusCode()).as(made.asString()).isEqualTo(201);
        return made.jsonPath();
    }
}
