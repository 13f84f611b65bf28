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

/** A sign-in can be renewed, ended, and taken back. */
@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class SessionsTest {
    private static final String PASSWORD = "apples and pears";
    private static final String ME = "/api/v1/auth/me";

    @Inject
    TestTokens tokens;

    private Api administrator;
    private String email;
    private String id;

    @BeforeEach
    void an_account_of_its_own() {
        administrator = new Api(tokens.token("sessions-" + UUID.randomUUID(), Role.ADMIN));
        email = "gardener-" + UUID.randomUUID() + "@example.org";
        id = administrator
                .post(
                        "/api/v1/users",
                        "{\"email\":\"%s\",\"password\":\"%s\",\"roles\":[\"USER\"]}".formatted(email, PASSWORD))
                .jsonPath()
                .getString("id");
    }

    @Test
    void a_sign_in_is_renewed_without_the_password() {
        JsonPath renewed = renew(signIn().getString("refreshToken")).jsonPath();

        assertThat(bearer(renewed.getString("accessToken")).get(ME).jsonPath().getString("email"))
                .isEqualTo(email);
        assertThat(renew(renewed.getString("refreshToken")).statusCode()).isEqualTo(200);
    }

    @Test
    void people_change_their_own_password_and_all_their_other_sign_ins_end() {
        JsonPath elsewhere = signIn();
        Api user = bearer(signIn().getString("accessToken"));

        Response changed = changePassword(user, PASSWORD, "plums and pears");

        assertThat(changed.statusCode()).as(changed.asString()).isEqualTo(200);
        bearer(changed.jsonPath().getString("accessToken")).get(ME).then().statusCode(200);
        assertThat(renew(changed.jsonPath().getString("refreshToken")).statusCode())
                .isEqualTo(200);
        Api.problem(renew(elsewhere.getString("refreshToken")), 401, "unauthenticated");
        Api.problem(bearer(elsewhere.getString("accessToken")).get(ME), 401, "unauthenticated");
        Api.problem(tryToSignIn(PASSWORD), 401, "unauthenticated");
        assertThat(tryToSignIn("plums and pears").statusCode()).isEqualTo(200);
        String record = administrator
                .get("/api/v1/audit?action=ACCOUNT_CHANGED&subject=account/" + email)
                .asString();
        assertThat(record).contains("\"password\":\"changed\"", email).doesNotContain("plums");
    }

    @Test
    void a_password_is_not_changed_without_the_present_one_nor_to_a_bad_one_and_guesses_are_throttled() {
        Api user = bearer(signIn().getString("accessToken"));

        Api.refused(changePassword(user, PASSWORD, "short"), "invalid_request", "newPassword");
        Api.refused(changePassword(user, PASSWORD, "ö".repeat(40)), "invalid_request", "newPassword");
        Api.refused(changePassword(user, "", "plums and pears"), "invalid_request", "currentPassword");
        Response answer;
        int guesses = 0;
        do {
            answer = changePassword(user, "guess " + guesses, "plums and pears");
            guesses++;
        } while (answer.statusCode() == 400 && guesses < 50);

        Api.problem(answer, 429, "rate_limited");
        assertThat(answer.header("Retry-After")).isNotNull();
        Api.problem(tryToSignIn(PASSWORD), 429, "rate_limited");
    }

    private static Response changePassword(Api user, String current, String wanted) {
        return user.call(
                "PUT",
                "/api/v1/auth/password",
                "{\"currentPassword\":\"%s\",\"newPassword\":\"%s\"}".formatted(current, wanted));
    }

    @Test
    void a_refresh_token_that_is_shown_twice_ends_the_session() {
        String first = signIn().getString("refreshToken");
        String second = renew(first).jsonPath().getString("refreshToken");

        Api.problem(renew(first), 401, "unauthenticated");
        Api.problem(renew(second), 401, "unauthenticated");
    }

    @Test
    void a_sign_in_that_was_ended_is_not_renewed_and_others_are() {
        String here = signIn().getString("refreshToken");
        String there = signIn().getString("refreshToken");

        assertThat(bearer(here).post("/api/v1/auth/logout", null).statusCode()).isEqualTo(204);

        Api.problem(renew(here), 401, "unauthenticated");
        assertThat(renew(there).statusCode()).isEqualTo(200);
    }

    @Test
    void signing_out_everywhere_takes_back_tokens_and_refresh_tokens() {
        JsonPath grant = signIn();
        Api user = bearer(grant.getString("accessToken"));

        assertThat(user.post("/api/v1/auth/logout-everywhere", null).statusCode())
                .isEqualTo(204);

        Api.problem(user.get(ME), 401, "unauthenticated");
        Api.problem(renew(grant.getString("refreshToken")), 401, "unauthenticated");
        assertThat(bearer(signIn().getString("accessToken")).get(ME).statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_refresh_token_opens_nothing_else() {
        String refresh = signIn().getString("refreshToken");

        Api.problem(bearer(refresh).get(ME), 401, "unauthenticated");
        Api.problem(bearer(refresh).get("/q/metrics"), 401, "unauthenticated");
        Api.problem(
                bearer(signIn().getString("accessToken")).post("/api/v1/auth/refresh", null), 401, "unauthenticated");
        Api.problem(bearer("glrt_invented").post("/api/v1/auth/refresh", null), 401, "unauthenticated");
    }

    @Test
    void other_roles_hold_at_once_and_need_a_new_sign_in() {
        JsonPath grant = signIn();
        assertThat(bearer(grant.getString("accessToken")).get(ME).statusCode()).isEqualTo(200);

        change("{\"roles\":[\"ADMIN\"]}");

        Api.problem(bearer(grant.getString("accessToken")).get(ME), 401, "unauthenticated");
        Api.problem(renew(grant.getString("refreshToken")), 401, "unauthenticated");
        assertThat(bearer(signIn().getString("accessToken"))
                        .get("/api/v1/audit")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_closed_account_cannot_sign_in_until_it_is_opened_again() {
        change("{\"closed\":true}");
        Api.problem(tryToSignIn(PASSWORD), 401, "unauthenticated");
        change("{\"closed\":false}");
        assertThat(tryToSignIn(PASSWORD).statusCode()).isEqualTo(200);
    }

    @Test
    void an_administrator_lists_and_changes_accounts_of_the_own_tenant_only() {
        Api elsewhere = new Api(tokens.token("sessions-" + UUID.randomUUID(), Role.ADMIN));

        assertThat(administrator.get("/api/v1/users").jsonPath().getList("items.email"))
                .contains(email);
        assertThat(elsewhere.get("/api/v1/users").jsonPath().getList("items.email"))
                .doesNotContain(email);
        Api.problem(elsewhere.patch("/api/v1/users/" + id, "{\"closed\":true}"), 404, "not_found");
        Api.refused(administrator.patch("/api/v1/users/" + id, "{\"roles\":[]}"), "invalid_request", "roles");
        assertThat(tryToSignIn(PASSWORD).statusCode()).isEqualTo(200);
    }

    private void change(String change) {
        Response changed = administrator.patch("/api/v1/users/" + id, change);
        assertThat(changed.statusCode()).as(changed.asString()).isEqualTo(200);
    }

    private JsonPath signIn() {
        Response answer = tryToSignIn(PASSWORD);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return answer.jsonPath();
    }

    private Response tryToSignIn(String password) {
        return new Api("")
                .post("/api/v1/auth/login", "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password));
    }

    private static Response renew(String refreshToken) {
        return bearer(refreshToken).post("/api/v1/auth/refresh", null);
    }

    private static Api bearer(String token) {
        return new Api(token);
    }
}
