package dev.gleaner.acceptance;

import static dev.gleaner.acceptance.Api.problem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.identity.TestTokens;
import dev.gleaner.vocabulary.Role;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Every published route asks who is there. New routes are in this test without anybody's doing. */
@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class ClosedDoorsTest {
    private static final String LOGIN = "/api/v1/auth/login";
    private static final Set<String> FOR_ADMINISTRATORS =
            Set.of("/api/v1/users", "/api/v1/pipelines/{name}/pause", "/api/v1/pipelines/{name}/resume");

    @Inject
    TestTokens tokens;

    @Test
    void no_published_route_is_open_to_strangers() {
        Api stranger = new Api("");
        Api forger = new Api(tokens.token("t", Role.ADMIN) + "x");

        Map<String, Map<String, Object>> paths = paths();
        assertThat(paths).hasSizeGreaterThan(20);
        paths.forEach((path, methods) -> methods.keySet().stream()
                .filter(method -> !path.equals(LOGIN))
                .forEach(method -> {
                    Response closed = stranger.call(method, address(path), null);
                    problem(closed, 401, "unauthenticated");
                    assertThat(closed.header("WWW-Authenticate")).isEqualTo("Bearer");
                    problem(forger.call(method, address(path), null), 401, "unauthenticated");
                }));
    }

    @Test
    void users_are_not_administrators() {
        Api user = new Api(tokens.token("closed-doors", Role.USER));

        assertThat(paths().keySet()).containsAll(FOR_ADMINISTRATORS);
        FOR_ADMINISTRATORS.forEach(path ->
                problem(user.call("POST", address(path), path.endsWith("users") ? newUser() : null), 403, "forbidden"));
    }

    @Test
    void what_is_public_needs_no_token() {
        List.of("/q/health/live", "/q/health/ready", "/q/health", "/q/openapi")
                .forEach(path -> given().get(path).then().statusCode(200));
        problem(given().get("/q/metrics"), 401, "unauthenticated");
    }

    private static Map<String, Map<String, Object>> paths() {
        return given().queryParam("format", "json").get("/q/openapi").path("paths");
    }

    private static String address(String path) {
        return path.replace("{name}", "domain")
                .replaceAll("\\{[^}]*}", UUID.randomUUID().toString());
    }

    private static String newUser() {
        return "{\"email\":\"x@y.example\",\"password\":\"long enough\",\"roles\":[\"ADMIN\"]}";
    }
}
