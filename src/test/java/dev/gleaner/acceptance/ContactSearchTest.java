package dev.gleaner.acceptance;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.gleaner.fixture.GleanerDatabase;
import dev.gleaner.identity.TestTokens;
import dev.gleaner.vocabulary.Role;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Finding some people among many, without their names standing where other tenants' searches look. */
@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class ContactSearchTest {
    @Inject
    TestTokens tokens;

    private Api api;
    private Api others;

    @BeforeEach
    void enter_three_contacts_and_somebody_elses() throws SQLException {
        api = entered("info@one.example", "Jürgen_50%@one.example", "+4930123456");
        others = entered("info@one.example");
    }

    private Api entered(String... values) throws SQLException {
        String tenant = "people-" + UUID.randomUUID();
        Api api = new Api(tokens.token(tenant, Role.USER));
        api.post("/api/v1/pages", "{\"urls\":[\"https://one.example/team\"]}")
                .then()
                .statusCode(200);
        for (String value : values) {
            GleanerDatabase.shared()
                    .direct()
                    .execute(
                            "insert into contact (tenant, domain_id, domain, kind, value, confidence) select tenant, id,"
                                    + " name, 'EMAIL', '" + value + "', 0.9 from domain where tenant = '" + tenant
                                    + "'");
        }
        return api;
    }

    @ParameterizedTest
    @CsvSource({
        "INFO,1",
        "o%40one.exam,1",
        "one.example,2",
        "j%C3%BCrgen,1",
        "J%C3%9CRGEN_5,1",
        "n_5,1",
        "n-5,0",
        "0%25,1",
        "%25,1",
        "_,1",
        "fo,1",
        "+,3",
        "+49301,1",
        "%2B49301,1",
        "infoinfo,0",
        "ofni,0",
        "'',3"
    })
    void contacts_are_found_by_any_part_of_them_in_any_case(String text, int found) {
        api.get("/api/v1/contacts?withTotal=true&q=" + text)
                .then()
                .statusCode(200)
                .body("total", equalTo(found))
                .body("items", hasSize(found));
    }

    @Test
    void nobody_finds_another_tenants() {
        others.get("/api/v1/contacts?q=one.example").then().body("items.value", contains("info@one.example"));
        others.get("/api/v1/contacts?q=rgen").then().body("items", hasSize(0));
    }
}
