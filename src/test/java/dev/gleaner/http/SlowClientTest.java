package dev.gleaner.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.identity.TestTokens;
import dev.gleaner.vocabulary.Role;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that is never silent and never done. */
@QuarkusTest
@TestProfile(SlowClientTest.ShortPatience.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class SlowClientTest {

    /** So that the test ends. */
    public static final class ShortPatience implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("gleaner.http.body-deadline", "1s", "quarkus.http.idle-timeout", "5s");
        }
    }

    @TestHTTPResource
    URI service;

    @Inject
    TestTokens tokens;

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/domains application/json", "/api/v1/domains/import text/csv"})
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void is_cut_off(String request) throws IOException {
        String token = tokens.token("slow", Role.USER);
        try (Socket socket = new Socket(service.getHost(), service.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST " + request.split(" ")[0] + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                            + token + "\r\nContent-Type: " + request.split(" ")[1]
                            + "\r\nContent-Length: 1000000\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            assertThat(drops(out)).isLessThan(1_000_000);
        }
        given().get("/q/health/live").then().statusCode(200);
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void who_falls_silent_in_the_middle_of_a_request_is_cut_off() throws IOException {
        try (Socket socket = new Socket(service.getHost(), service.getPort())) {
            socket.getOutputStream()
                    .write("GET /api/v1/domains HTTP/1.1\r\nHost: local".getBytes(StandardCharsets.US_ASCII));

            assertThat(socket.getInputStream().readAllBytes()).isEmpty();
        }
    }

    /** How many could be sent before the other side had enough. */
    private static int drops(OutputStream out) {
        int sent = 0;
        try {
            while (sent < 1_000_000) {
                out.write(' ');
                out.flush();
                sent++;
                TimeUnit.MILLISECONDS.sleep(20);
            }
        } catch (IOException cutOff) {
            return sent;
        } catch (InterruptedException tooLong) {
            throw new AssertionError("nobody cut it off", tooLong);
        }
        return sent;
    }

    @Test
    void who_is_quick_is_not() {
        given().auth()
                .oauth2(tokens.token("quick", Role.USER))
                .contentType("text/csv")
                .body("domain\n" + "shop.example\n".repeat(1000))
                .post("/api/v1/domains/import")
                .then()
                .statusCode(200);
    }
}
