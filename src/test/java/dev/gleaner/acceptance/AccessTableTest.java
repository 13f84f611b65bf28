package dev.gleaner.acceptance;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.fixture.GleanerDatabase;
import dev.gleaner.identity.ForgedTokens;
import dev.gleaner.identity.TestTokens;
import dev.gleaner.vocabulary.Role;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/**
 * Every route of the OpenAPI document, called by everybody there is, each time on what belongs to one tenant. A route that
 * is new has to say here what it wants, or the test fails. The table is written to {@code target/access.md}.
 */
@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class AccessTableTest {
    private static final Path REPORT = Path.of("target", "access.md");

    /** Those who never come in, then those who may. */
    private enum Caller {
        NO_TOKEN,
        GARBAGE,
        ALG_NONE,
        WRONG_KEY,
        EXPIRED,
        WRONG_AUDIENCE,
        USER,
        ADMIN,
        OTHER_TENANT
    }

    /**
     * A route.
     *
     * @param call method and path, as published
     * @param role whom it is for
     * @param body what is sent; {@code …} stands for an id of the tenant's. CSV and files are told by their beginning
     * @param done the status when it works
     * @param elsewhere the status for another tenant's administrator: 404 where an id is named
     */
    private record Route(String call, Role role, String body, int done, int elsewhere) {
        String method() {
            return call.split(" ")[0];
        }

        String path() {
            return call.split(" ")[1];
        }
    }

    private static final String LOGIN = "POST /api/v1/auth/login";

    /** They take refresh tokens and nothing else. */
    private static final Set<String> RENEWING = Set.of("POST /api/v1/auth/refresh", "POST /api/v1/auth/logout");

    private static final Map<String, Route> ROUTES = routes();

    private static Map<String, Route> routes() {
        Map<String, Route> routes = new TreeMap<>();
        for (String kind : List.of("domains", "sitemaps", "pages")) {
            String entered =
                    kind.equals("domains") ? "{\"domains\":[\"new.test\"]}" : "{\"urls\":[\"https://new.test/\"]}";
            user(routes, "GET " + kind, null, 200);
            user(routes, "GET " + kind + "/export", null, 200);
            user(routes, "POST " + kind, entered, 200);
            user(routes, "POST " + kind + "/import", "csv:url\nnew.test/a", 200);
            user(routes, "PATCH " + kind + "/curation", "{\"curationStatus\":\"MAYBE\",\"ids\":[\"…\"]}", 200);
            user(routes, "POST " + kind + "/requeue", "{\"ids\":[\"…\"]}", 200);
            owned(routes, "GET " + kind + "/{id}", Role.USER, null, 200);
        }
        owned(routes, "PUT domains/{id}/robots", Role.ADMIN, "{\"ignored\":true,\"reason\":\"our own\"}", 200);
        user(routes, "GET contacts", null, 200);
        user(routes, "GET contacts/export", null, 200);
        owned(routes, "GET contacts/{id}", Role.USER, null, 200);
        user(routes, "GET scans", null, 200);
        user(routes, "POST scans", "{\"domain\":\"new.test\"}", 202);
        owned(routes, "GET scans/{id}", Role.USER, null, 200);
        owned(routes, "GET scans/{id}/events", Role.USER, null, 200);
        user(routes, "GET selection-rules", null, 200);
        user(routes, "PUT selection-rules", "[]", 200);
        user(routes, "POST robots/evaluate", "{\"robotsTxt\":\"\",\"urls\":[\"https://new.test/\"]}", 200);
        user(routes, "GET stocks", null, 200);
        owned(routes, "GET stocks/{symbol}", Role.USER, null, 200);
        route(routes, "PUT stocks/{symbol}", Role.USER, null, 200, 201);
        owned(routes, "DELETE stocks/{symbol}", Role.ADMIN, null, 204);
        owned(routes, "GET stocks/{symbol}/prices", Role.USER, null, 200);
        owned(routes, "GET stocks/{symbol}/events", Role.USER, null, 200);
        user(routes, "PATCH stocks/curation", "{\"curationStatus\":\"MAYBE\",\"filter\":{\"q\":\"OWNED\"}}", 200);
        user(routes, "POST stocks/requeue", "{\"filter\":{\"q\":\"OWNED\"}}", 200);
        user(routes, "GET stocks/files", null, 200);
        user(routes, "POST stocks/files", "file:NEW_2024-03-15.csv", 202);
        owned(routes, "GET stocks/files/{id}", Role.USER, null, 200);
        owned(routes, "POST stocks/files/{id}/requeue", Role.USER, null, 200);
        user(routes, "GET pipelines", null, 200);
        user(routes, "GET pipelines/{name}/attempts", null, 200);
        administrator(routes, "POST pipelines/{name}/pause", null, 204);
        administrator(routes, "POST pipelines/{name}/resume", null, 204);
        administrator(routes, "GET connections", null, 200);
        administrator(routes, "GET audit", null, 200);
        administrator(routes, "GET users", null, 200);
        administrator(
                routes, "POST users", "{\"email\":\"@@@\",\"password\":\"long enough\",\"roles\":[\"USER\"]}", 201);
        owned(routes, "PATCH users/{id}", Role.ADMIN, "{\"closed\":true}", 200);
        user(routes, "GET quotas", null, 200);
        // no administrator of these tenants is an operator
        administrator(routes, "GET quotas/{tenant}", null, 403);
        administrator(routes, "PUT quotas/{tenant}", "{\"domains\":1}", 403);
        user(routes, "GET api-keys", null, 200);
        user(routes, "POST api-keys", "{\"name\":\"robot\"}", 201);
        owned(routes, "DELETE api-keys/{id}", Role.USER, null, 204);
        user(routes, "GET auth/me", null, 200);
        user(routes, "POST auth/logout-everywhere", null, 409);
        user(routes, "PUT auth/password", "{\"currentPassword\":\"no idea\",\"newPassword\":\"long enough\"}", 409);
        user(routes, "POST auth/refresh", null, 401);
        user(routes, "POST auth/logout", null, 401);
        user(routes, "POST auth/login", "{\"email\":\"nobody@new.test\",\"password\":\"no idea\"}", 401);
        return routes;
    }

    private static void user(Map<String, Route> routes, String call, String body, int done) {
        route(routes, call, Role.USER, body, done, done);
    }

    private static void administrator(Map<String, Route> routes, String call, String body, int done) {
        route(routes, call, Role.ADMIN, body, done, done);
    }

    /** Its path names something that belongs to the tenant. */
    private static void owned(Map<String, Route> routes, String call, Role role, String body, int done) {
        route(routes, call, role, body, done, 404);
    }

    private static void route(Map<String, Route> routes, String call, Role role, String body, int done, int elsewhere) {
        String published = call.replace(" ", " /api/v1/");
        routes.put(published, new Route(published, role, body, done, elsewhere));
    }

    @Inject
    TestTokens tokens;

    @Inject
    ForgedTokens forged;

    private final Map<String, Map<Caller, String>> table = new LinkedHashMap<>();
    private final List<String> surprises = new ArrayList<>();

    @Test
    void every_route_answers_everybody_as_it_should() throws SQLException, IOException {
        Map<String, String> published = published();
        assertThat(ROUTES).containsOnlyKeys(published.keySet());
        published.forEach((call, role) -> assertThat(role)
                .as("the role that the OpenAPI document gives for " + call)
                .isEqualTo(roleOf(ROUTES.get(call))));
        for (Route route : ROUTES.values()) {
            Belongings owned = new Belongings(GleanerDatabase.shared().direct());
            tokens.token(owned.tenant, Role.ADMIN);
            String before = owned.state();
            for (Caller caller : Caller.values()) {
                boolean changes = caller == Caller.USER && route.role() == Role.USER || caller == Caller.ADMIN;
                Belongings of =
                        changes ? new Belongings(GleanerDatabase.shared().direct()) : owned;
                tell(route, caller, call(route, caller, of), of);
                if (!changes && !owned.state().equals(before)) {
                    surprises.add(route.call() + " by " + caller + " changed something");
                }
            }
        }
        Files.writeString(REPORT, report());
        assertThat(surprises).as(report()).isEmpty();
    }

    @Test
    void the_forged_tokens_are_right_but_for_what_is_wrong_with_them() {
        String tenant = "forged-" + UUID.randomUUID();
        tokens.token(tenant, Role.ADMIN);

        new Api(forged.none(tenant)).get("/api/v1/audit").then().statusCode(200);
    }

    @Test
    void an_administrator_makes_accounts_in_the_own_tenant_only() throws SQLException {
        Belongings owned = new Belongings(GleanerDatabase.shared().direct());
        String before = owned.state();
        String wish = "{\"email\":\"%s@new.test\",\"password\":\"long enough\",\"roles\":[\"ADMIN\"],\"tenant\":\"%s\"}"
                .formatted(UUID.randomUUID(), owned.tenant);

        Api.problem(
                new Api(tokens.token("elsewhere-" + UUID.randomUUID(), Role.ADMIN)).post("/api/v1/users", wish),
                403,
                "forbidden");
        assertThat(owned.state()).isEqualTo(before);
        new Api(tokens.token("default", Role.ADMIN))
                .post("/api/v1/users", wish)
                .then()
                .statusCode(201);
    }

    /** The published routes with whom they are for. */
    private static Map<String, String> published() {
        Map<String, Map<String, Map<String, Object>>> paths =
                given().queryParam("format", "json").get("/q/openapi").path("paths");
        Map<String, String> published = new TreeMap<>();
        paths.forEach((path, methods) -> methods.forEach((method, route) -> {
            if (!path.startsWith("/api/v1/toys")) {
                published.put(method.toUpperCase(Locale.ROOT) + " " + path, String.valueOf(route.get("security")));
            }
        }));
        return published;
    }

    private static String roleOf(Route route) {
        if (route.call().equals(LOGIN)) {
            return "null";
        }
        return RENEWING.contains(route.call()) ? "[{Bearer=[]}]" : "[{Bearer=[" + route.role() + "]}]";
    }

    private Response call(Route route, Caller caller, Belongings owned) {
        Api api = new Api(tokenOf(caller, owned.tenant));
        RequestSpecification request = api.as(given());
        String body = route.body();
        if (body != null && body.startsWith("csv:")) {
            request.contentType("text/csv").body(body.substring(4));
        } else if (body != null && body.startsWith("file:")) {
            request.multiPart("file", body.substring(5), "date,close\n2024-03-15,1\n".getBytes());
        } else if (body != null) {
            request.contentType("application/json").body(filled(body, route.path(), owned));
        }
        return request.request(route.method(), owned.address(route.path()));
    }

    private static String filled(String body, String path, Belongings owned) {
        String id = owned.address(path.replaceAll("(?<=/api/v1/[a-z]{1,10}/).*", "{id}"))
                .replaceAll(".*/", "");
        return body.replace("…", id).replace("@@@", UUID.randomUUID() + "@new.test");
    }

    private String tokenOf(Caller caller, String tenant) {
        return switch (caller) {
            case NO_TOKEN -> "";
            case GARBAGE -> "garbage.is.this";
            case ALG_NONE -> forged.unsigned(tenant);
            case WRONG_KEY -> forged.ofAnotherKey(tenant);
            case EXPIRED -> forged.expired(tenant);
            case WRONG_AUDIENCE -> forged.forAnotherAudience(tenant);
            case USER -> tokens.token(tenant, Role.USER);
            case ADMIN -> tokens.token(tenant, Role.USER, Role.ADMIN);
            case OTHER_TENANT -> tokens.token("other-" + UUID.randomUUID(), Role.USER, Role.ADMIN);
        };
    }

    private void tell(Route route, Caller caller, Response response, Belongings owned) {
        int expected = expected(route, caller);
        int got = response.statusCode();
        table.computeIfAbsent(route.call(), it -> new TreeMap<>()).put(caller, expected + "/" + got);
        if (got != expected) {
            surprises.add(route.call() + " by " + caller + ": " + response.asString());
        }
        if (caller != Caller.USER && caller != Caller.ADMIN && mentions(response, route, owned)) {
            surprises.add(route.call() + " by " + caller + " tells of another tenant: " + response.asString());
        }
    }

    /** A problem repeats the address that was asked for, which has the id, and nothing that only the owner knows. */
    private static boolean mentions(Response response, Route route, Belongings owned) {
        return response.asString().replace(owned.address(route.path()), "").contains(owned.tenant);
    }

    private static int expected(Route route, Caller caller) {
        return switch (caller) {
            case USER -> route.role() == Role.ADMIN ? 403 : route.done();
            case ADMIN -> route.done();
            case OTHER_TENANT -> route.elsewhere();
            default -> 401;
        };
    }

    private String report() {
        String head = "| route | "
                + List.of(Caller.values()).stream()
                        .map(it -> it.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                        .collect(Collectors.joining(" | "))
                + " |\n|---" + "|---".repeat(Caller.values().length) + "|\n";
        return "Each cell: the status expected / the status got.\n\n" + head
                + table.entrySet().stream()
                        .map(row -> "| " + row.getKey() + " | "
                                + String.join(" | ", row.getValue().values()) + " |\n")
                        .collect(Collectors.joining());
    }
}
