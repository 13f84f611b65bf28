package dev.gleaner.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.identity.TestTokens;
import dev.gleaner.vocabulary.Role;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class SecurityHeadersTest {
    @Inject
    TestTokens tokens;

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/v1/domains", "/api/v1/nothing", "/q/health/live", "/q/openapi"})
    void every_answer_says_what_a_browser_may_do_with_it(String path) {
        Response answer = given().auth()
                .oauth2(tokens.token("headers", Role.USER))
                .redirects()
                .follow(false)
                .get(path);

        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.headers().getValues("Content-Security-Policy"))
                .singleElement()
                .asString()
                .contains("default-src 'none'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(answer.headers().hasHeaderWithName("Set-Cookie")).isFalse();
        if (path.startsWith("/api")) {
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        }
    }

    @Test
    void no_page_of_another_origin_reads_an_answer() {
        for (String origin : new String[] {"https://evil.example", "null"}) {
            Response read = given().auth()
                    .oauth2(tokens.token("headers", Role.USER))
                    .header("Origin", origin)
                    .get("/api/v1/domains");
            Response asked = given().header("Origin", origin)
                    .header("Access-Control-Request-Method", "GET")
                    .options("/api/v1/domains");

            assertThat(read.headers().asList())
                    .noneMatch(it -> it.getName().toLowerCase().startsWith("access-control-"));
            assertThat(asked.headers().asList())
                    .noneMatch(it -> it.getName().toLowerCase().startsWith("access-control-"));
        }
    }
}
