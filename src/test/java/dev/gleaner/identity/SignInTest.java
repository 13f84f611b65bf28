package dev.gleaner.identity;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import dev.gleaner.vocabulary.Role;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class SignInTest {
    private static final String PASSWORD = "correct horse";

    @Inject
    TestTokens tokens;

    @Test
    void an_administrator_makes_an_account_that_can_sign_in_and_ask_who_it_is() {
        String email = newEmail();
        create(email, "USER")
                .then()
                .statusCode(201)
                .body("email", equalTo(email))
                .body("$", not(hasKey("password")));

        String token = login(email.toUpperCase(Locale.ROOT), PASSWORD)
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("tokenType", equalTo("Bearer"))
                .body("expiresIn", equalTo(3600))
                .extract()
                .path("accessToken");
        given().auth()
                .oauth2(token)
                .get("/api/v1/auth/me")
                .then()
                .statusCode(200)
                .body("email", equalTo(email))
                .body("tenant", equalTo("acme"))
                .body("roles", contains("USER"));
    }

    @Test
    void an_address_is_one_account() {
        String email = newEmail();
        create(email, "USER").then().statusCode(201);

        create(email.replace('n', 'N'), "ADMIN")
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("code", equalTo("conflict"));
    }

    @Test
    void a_user_makes_no_accounts() {
        given().auth()
                .oauth2(tokens.token("acme", Role.USER))
                .contentType(ContentType.JSON)
                .body(account(newEmail(), "ADMIN"))
                .post("/api/v1/users")
                .then()
                .statusCode(403);
    }

    @Test
    void an_administrator_may_what_a_user_may() {
        given().auth()
                .oauth2(tokens.token("acme", Role.ADMIN))
                .get("/api/v1/auth/me")
                .then()
                .statusCode(200)
                .body("roles", contains("ADMIN"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'email':'nobody','password':'12345678','roles':['USER']} | email",
                "{'email':'a@b.example','password':'1234567','roles':['USER']} | password",
                "{'email':'a@b.example','password':'ääääääääääääääääääääääääääääääääääääää','roles':['USER']} | password",
                "{'email':'a@b.example','password':'12345678','roles':[]} | roles",
                "{'email':'a@b.example','password':'12345678','roles':['OWNER']} | roles[0]",
                "{'email':'a@b.example','password':'12345678','roles':['USER'],'tenant':'A B'} | tenant",
                "{'email':'a@b.example','password':'12345678','role':'USER'} | role",
            })
    void a_bad_account_is_refused_with_the_field(String body, String field) {
        given().auth()
                .oauth2(tokens.token("acme", Role.ADMIN))
                .contentType(ContentType.JSON)
                .body(body.replace('\'', '"'))
                .post("/api/v1/users")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo(field));
    }

    @Test
    void a_wrong_password_and_an_unknown_address_are_told_alike_and_soon_too_often() {
        String email = newEmail();
        create(email, "USER").then().statusCode(201);

        for (String unlucky : new String[] {email, newEmail()}) {
            for (int attempt = 0; attempt < 5; attempt++) {
                login(unlucky, "wrong password")
                        .then()
                        .statusCode(401)
                        .contentType("application/problem+json")
                        .header("WWW-Authenticate", "Bearer")
                        .body("code", equalTo("unauthenticated"))
                        .body("detail", equalTo("The e-mail address or the password is wrong."));
            }
            Response refused = login(unlucky, PASSWORD);
            refused.then().statusCode(429).body("code", equalTo("rate_limited"));
            assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 300);
        }
    }

    private Response create(String email, String role) {
        return given().auth()
                .oauth2(tokens.token("acme", Role.ADMIN))
                .contentType(ContentType.JSON)
                .body(account(email, role))
                .post("/api/v1/users");
    }

    private static Response login(String email, String password) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("email", email, "password", password))
                .post("/api/v1/auth/login");
    }

    private static Map<String, Object> account(String email, String role) {
        return Map.of("email", email, "password", PASSWORD, "roles", new String[] {role});
    }

    private static String newEmail() {
        return "ann-" + UUID.randomUUID() + "@acme.example";
    }
}
