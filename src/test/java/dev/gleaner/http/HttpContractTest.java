package dev.gleaner.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.gleaner.identity.TestTokens;
import dev.gleaner.vocabulary.Role;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class HttpContractTest {
    @Inject
    TestTokens tokens;

    @TestHTTPResource
    URI home;

    @Test
    void an_unknown_address_is_a_problem_like_the_others() {
        problem(user().get("/api/v1/nothing/here?x=1"), 404, "not_found")
                .body("instance", equalTo("/api/v1/nothing/here"))
                .body("title", equalTo("Not found"))
                .body("type", equalTo("urn:gleaner:problem:not_found"))
                .body("$", not(hasKey("errors")))
                .body("$", not(hasKey("traceId")));
    }

    @Test
    void an_id_that_is_none_is_not_found() {
        problem(user().get("/api/v1/toys/{id}", "17"), 404, "not_found");
        problem(user().get("/api/v1/toys/{id}", UUID.randomUUID()), 404, "not_found")
                .body("detail", containsString("no toy"));
    }

    @Test
    void methods_and_media_types_that_are_not_there() {
        problem(user().delete("/api/v1/toys"), 405, "method_not_allowed");
        problem(user().get("/api/v1/auth/login"), 405, "method_not_allowed");
        problem(user().accept("image/png").get("/api/v1/toys"), 406, "not_acceptable");
        problem(user().contentType("text/plain").body("x").post("/api/v1/toys"), 415, "unsupported_media_type");
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0,limit", "limit=501,limit", "limit=x,limit", "limit=,limit", "limit=5&limit=6,limit",
        "cursor=abc,cursor", "withTotal=yes,withTotal", "id=17,id", "numbers=1&numbers=x,numbers", "q=%00,q"
    })
    void a_bad_parameter_is_named(String query, String field) {
        problem(user().urlEncodingEnabled(false).get("/api/v1/toys?" + query), 400, "invalid_request")
                .body("errors[0].field", equalTo(field));
    }

    @Test
    void a_bad_word_is_answered_with_the_allowed_ones() {
        problem(user().get("/api/v1/toys?role=user"), 400, "invalid_request")
                .body("errors[0].message", equalTo("must be one of USER, ADMIN"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"colour=red", "Limit=5", "sort=password", "limit=5&numbersx=1"})
    void an_unknown_parameter_is_never_ignored(String query) {
        problem(user().get("/api/v1/toys?" + query), 400, "unknown_filter")
                .body(
                        "errors[0].field",
                        equalTo(query.substring(query.indexOf('&') + 1).replaceAll("=.*", "")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'names':['ab'],'size':{'height':1},'colour':1} | colour | is not known here",
                "{'names':['ab'],'size':{'height':1,'x':1}} | size.x | is not known here",
                "{'names':['ab'],'size':{'height':'1'}} | size.height | must be a whole number",
                "{'names':['ab'],'size':{'height':1.5}} | size.height | must be a whole number",
                "{'names':['ab'],'size':{'height':null}} | size.height | must be a whole number",
                "{'names':['ab'],'size':{'height':1,'id':'17'}} | size.id | must be a UUID",
                "{'names':['ab'],'size':7} | size | must be an object",
                "{'names':['ab'],'size':''} | size | must be an object",
                "{'names':['ab'],'size':{'height':1},'role':'user'} | role | must be one of USER, ADMIN",
                "{'names':['ab'],'size':{'height':1},'role':0} | role | must be one of USER, ADMIN",
                "{'names':['ab'],'size':{'height':1},'role':''} | role | must be one of USER, ADMIN",
                "{'names':['ab'],'size':{'height':1},'at':'now'} | at | must be a time such as 2026-01-31T10:00:00Z",
                "{'names':['ab',7],'size':{'height':1}} | names[1] | must be a text",
                "{'names':'ab','size':{'height':1}} | names | must be a list",
                "{'names':['a\\u0000'],'size':{'height':1}} | names[0] | must not contain a NUL character",
                "[] | body | must be an object",
                "null | body | is missing",
                "{'names':['ab'],'names':['ab']} | body | has a field twice (line 1, column 24)",
                "{'names':['ab'],'size':{'height':1}} {} | body | has something after its end",
                "{'names':['ab'] | body | is not valid JSON (line 1, column 16)",
                "{'names':['a'],'size':{'height':1}} | names[0] | size must be between 2 and 2147483647",
                "{'names':[],'size':{'height':1}} | names | must not be empty",
                "{'names':['ab']} | size | must not be null",
                "{'names':['ab'],'size':{'height':10}} | size.height | must be less than or equal to 9",
            })
    void a_bad_body_is_answered_with_the_field_and_the_reason(String body, String field, String reason) {
        problem(wish(body.replace('\'', '"')), 400, "invalid_request")
                .body("errors[0].field", equalTo(field))
                .body("errors[0].message", equalTo(reason))
                .body("errors.size()", equalTo(1));
    }

    @Test
    void a_missing_body_is_a_mistake() {
        problem(wish(""), 400, "invalid_request").body("errors[0].field", equalTo("body"));
    }

    @Test
    void a_body_that_is_nested_without_end_is_refused() {
        problem(wish("{\"names\":" + "[".repeat(5000)), 400, "invalid_request");
    }

    @Test
    void nulls_and_times_are_written_as_the_contract_has_them() {
        wish("{\"names\":[\"ab\"],\"size\":{\"height\":1},\"at\":\"2026-01-31T11:00:00+01:00\"}")
                .then()
                .statusCode(200)
                .body("$", hasKey("role"))
                .body("role", nullValue())
                .body("at", equalTo("2026-01-31T10:00:00Z"));
    }

    @Test
    void a_body_beyond_the_limit_is_too_large() {
        problem(wish("\"" + "x".repeat(17 * 1024 * 1024) + "\""), 413, "payload_too_large");
    }

    @Test
    void a_surprise_says_nothing_but_its_trace_id() {
        String body = problem(user().get("/api/v1/toys/surprise"), 500, "internal")
                .body("traceId", matchesPattern("[0-9a-f]{32}"))
                .extract()
                .asString();

        assertThat(body).doesNotContain("select", "example", "Exception", "java");
    }

    @Test
    void a_database_that_is_away_makes_us_unavailable() {
        String body = problem(user().get("/api/v1/toys/away"), 503, "unavailable")
                .header("Retry-After", "5")
                .extract()
                .asString();

        assertThat(body).doesNotContain("example", "Exception");
    }

    @Test
    void a_role_that_is_missing_is_forbidden() {
        problem(user().get("/api/v1/toys/for-administrators"), 403, "forbidden");
        given().auth()
                .oauth2(tokens.token("toys", Role.ADMIN))
                .get("/api/v1/toys/for-administrators")
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/toys",
                "/api/v1/nothing",
                "/nothing",
                "/q/metrics",
                "/api/v1/auth/me",
                "/api/v1/auth/login"
            })
    void without_a_token_every_address_is_closed(String path) {
        problem(given().get(path), 401, "unauthenticated").header("WWW-Authenticate", "Bearer");
        problem(given().header("Authorization", "Bearer nonsense").get(path), 401, "unauthenticated");
        problem(given().auth().preemptive().basic("a", "b").get(path), 401, "unauthenticated");
    }

    @ParameterizedTest
    @CsvSource({"/api/v1/toys/a%00b,404", "/%00,404", "/api/v1/toys/%ff,404", "/api/v1/toys?q=%ff,200"})
    void a_strange_address_is_a_problem_like_the_others(String address, int status) throws IOException {
        assertThat(get(address))
                .startsWith("HTTP/1.1 " + status)
                .contains(status == 200 ? "application/json" : "application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/toys/%zz", "/api/v1/toys?q=%zz", "/api/v1/toys?%zz=1"})
    void an_address_that_is_none_is_refused_before_anybody_looks_at_it(String address) throws IOException {
        assertThat(get(address)).startsWith("HTTP/1.1 400");
    }

    @Test
    void a_body_that_does_not_say_its_length_is_cut_off_at_the_limit() throws IOException {
        String chunk = "100000\r\n" + " ".repeat(0x100000) + "\r\n";
        String answer = raw("POST /api/v1/toys HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\nAuthorization: Bearer "
                + tokens.token("toys", Role.USER) + "\r\n\r\n" + chunk.repeat(16) + "1\r\n \r\n" + "0\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 413").contains("payload_too_large");
    }

    private String get(String address) throws IOException {
        return raw("GET " + address + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
                + tokens.token("toys", Role.USER) + "\r\n\r\n");
    }

    /** Clients refuse to send such requests, so they are written by hand. */
    private String raw(String request) throws IOException {
        try (var socket = new Socket(home.getHost(), home.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private RequestSpecification user() {
        return given().auth().oauth2(tokens.token("toys", Role.USER));
    }

    private Response wish(String body) {
        return user().contentType(ContentType.JSON).body(body).post("/api/v1/toys");
    }

    private static ValidatableResponse problem(Response response, int status, String code) {
        return response.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("status", equalTo(status))
                .body("code", equalTo(code))
                .body("detail", not(nullValue()));
    }
}
