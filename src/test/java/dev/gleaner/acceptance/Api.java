package dev.gleaner.acceptance;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Calls the service inside this JVM with one token, on addresses as they are written. */
final class Api {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String token;

    Api(String token) {
        this.token = token;
    }

    Response call(String method, String path, String json) {
        return as(json == null ? given() : given().contentType(ContentType.JSON).body(json))
                .request(method, path);
    }

    Response get(String path) {
        return call("GET", path, null);
    }

    Response post(String path, String json) {
        return call("POST", path, json);
    }

    Response patch(String path, String json) {
        return call("PATCH", path, json);
    }

    RequestSpecification as(RequestSpecification request) {
        RequestSpecification plain = request.urlEncodingEnabled(false);
        return token.isEmpty() ? plain : plain.auth().oauth2(token);
    }

    /** The answer is a problem with this status and code. */
    static JsonNode problem(Response response, int status, String code) {
        String text = response.asString();
        assertThat(response.statusCode()).as(text).isEqualTo(status);
        assertThat(response.contentType()).startsWith("application/problem+json");
        JsonNode problem = read(text);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("code").asText()).as(text).isEqualTo(code);
        assertThat(problem.path("detail").asText()).as(text).isNotBlank();
        return problem;
    }

    /** The answer is a 400 with this code that names this field, among others perhaps. */
    static void refused(Response response, String code, String field) {
        JsonNode problem = problem(response, 400, code);
        assertThat(problem.path("errors").findValuesAsText("field"))
                .as(problem.toString())
                .contains(field);
    }

    // Jackson, because REST Assured compiles a script for every path that it is asked for
    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
