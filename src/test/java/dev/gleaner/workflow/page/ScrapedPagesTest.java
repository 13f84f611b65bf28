package dev.gleaner.workflow.page;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.gleaner.address.SiteName;
import dev.gleaner.address.WebUrl;
import dev.gleaner.database.SessionGateway;
import dev.gleaner.fetch.Validators;
import dev.gleaner.fixture.DatabaseAddress;
import dev.gleaner.fixture.GleanerDatabase;
import dev.gleaner.identity.TestTokens;
import dev.gleaner.pipeline.Finished;
import dev.gleaner.vocabulary.Role;
import dev.gleaner.workflow.site.Placed;
import dev.gleaner.workflow.site.Site;
import dev.gleaner.workflow.site.SiteRegister;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What a visit to a page leaves in the database, and how clients see it. */
@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class ScrapedPagesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final SiteName ACME = new SiteName("acme.test");
    private static final WebUrl ABOUT = WebUrl.of("https://acme.test/about");

    @Inject
    SessionGateway sessions;

    @Inject
    PageIntake intake;

    @Inject
    ScrapedPages scraped;

    @Inject
    PageWorkflow workflow;

    @Inject
    SiteRegister register;

    @Inject
    TestTokens tokens;

    private final DatabaseAddress database = GleanerDatabase.shared().direct();
    private Site site;
    private UUID page;

    @BeforeEach
    void enter_a_page_of_a_new_tenant() throws SQLException {
        String tenant = "scraped-" + UUID.randomUUID();
        UUID domain = sessions.inTransaction("test", () -> register.enter(tenant, Set.of(ACME)))
                .await()
                .atMost(PATIENCE)
                .get(ACME)
                .id();
        site = new Site(tenant, domain, ACME);
        int entered = sessions.inTransaction(
                        "test",
                        () -> intake.enter(
                                tenant, List.of(new Placed<>(site, FoundPage.at(ABOUT, new PageClassifier())))))
                .await()
                .atMost(PATIENCE);
        assertThat(entered).isOne();
        page = UUID.fromString(database.ask("select id from page where tenant = '" + tenant + "'"));
    }

    @Test
    void before_a_visit_only_the_address_has_been_judged() {
        seen().body("text", nullValue()).body("category", equalTo("ABOUT")).body("categoryRule", equalTo("path=about"));
    }

    @Test
    void the_latest_visit_counts() {
        visit("<title>Old</title><main>Old words");
        visit("<title>New</title><nav>Menu</nav><main>New words</main>");

        seen().body("text", equalTo("New words"))
                .body("title", equalTo("New"))
                .body("wordCount", equalTo(3))
                .body("httpStatus", equalTo(200));
    }

    @Test
    void a_text_is_kept_to_the_letter() {
        visit("<title>\"C:\\{a,b}\"</title><main>She said \"no, {never}\", NULL\\n é𝄞</main>");

        seen().body("title", equalTo("\"C:\\{a,b}\"")).body("text", equalTo("She said \"no, {never}\", NULL\\n é𝄞"));
    }

    @Test
    void long_texts_count_for_many_rows_so_that_few_of_them_share_a_transaction() {
        assertThat(workflow.rows(PageVisit.unchanged(Validators.none(ABOUT)))).isOne();
        assertThat(workflow.rows(PageVisit.read(Validators.none(ABOUT), scrapeOf("<main>Few words"))))
                .isOne();
        assertThat(workflow.rows(
                        PageVisit.read(Validators.none(ABOUT), scrapeOf("<main>" + "Many words ".repeat(1000)))))
                .isGreaterThan(10);
    }

    @Test
    void lists_have_no_texts() {
        visit("<main>Long words");

        given().auth()
                .oauth2(tokens.token(site.tenant(), Role.USER))
                .get("/api/v1/pages")
                .then()
                .statusCode(200)
                .body("items[0]", not(hasKey("text")))
                .body("items[0].wordCount", equalTo(2));
    }

    private static Scrape scrapeOf(String html) {
        return new Scrape(200, "text/html", new PageReader().read(html, ABOUT, Optional.empty()), List.of());
    }

    private void visit(String html) {
        sessions.inTransaction(
                        "test",
                        () -> scraped.write(List.of(new Finished<>(
                                page,
                                new PageWorkflow.Task(site, ABOUT, Optional.empty()),
                                PageVisit.read(Validators.none(ABOUT), scrapeOf(html))))))
                .await()
                .atMost(PATIENCE);
    }

    private ValidatableResponse seen() {
        return given().auth()
                .oauth2(tokens.token(site.tenant(), Role.USER))
                .get("/api/v1/pages/" + page)
                .then()
                .statusCode(200);
    }
}
