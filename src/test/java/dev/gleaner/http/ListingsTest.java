package dev.gleaner.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.database.SessionGateway;
import dev.gleaner.identity.TestTokens;
import dev.gleaner.vocabulary.Role;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Walks real lists of rows with equal times, few words and missing titles. */
@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class ListingsTest {
    private static final String TENANT = "toys-to-list";

    /** Of another tenant, because an account is a toy, too. */
    private static final String READER = "toys-reader";

    private static final int ROWS = 23;

    @Inject
    SessionGateway sessions;

    @Inject
    Toys toys;

    @Inject
    TestTokens tokens;

    @BeforeEach
    void put_toys_on_the_shelf() throws Throwable {
        execute("""
                insert into account (id, tenant, email, password_hash, roles, created_at)
                select gen_random_uuid(), '%s', 'toy' || n || '_%%@shelf.example',
                       case when n %% 4 = 0 then 'none' else 'title ' || n %% 6 end,
                       case when n %% 2 = 0 then array['USER'] else array['ADMIN'] end,
                       timestamptz '2026-01-31T10:00:00.123456Z' + (n / 5) * interval '1 second'
                from generate_series(1, %d) n
                """.formatted(TENANT, ROWS));
    }

    @AfterEach
    void clear_the_shelf() throws Throwable {
        execute("delete from account where tenant = '%s'".formatted(TENANT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"createdAt", "-createdAt", "email", "-email", "role", "-role", "title", "-title"})
    void walking_the_pages_gives_every_row_once_and_in_order(String sort) {
        List<String> whole = page("sort", sort, "limit", 500).getList("items.id");

        for (int limit : new int[] {2, 22, 23}) {
            assertThat(walk(sort, limit)).isEqualTo(whole);
        }
        assertThat(whole).hasSize(ROWS).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"title", "-title"})
    void rows_without_the_field_come_last(String sort) {
        List<String> titles = page("sort", sort, "limit", 500).getList("items.title");

        assertThat(titles.subList(0, 18)).doesNotContainNull();
        assertThat(titles.subList(18, ROWS)).containsOnlyNulls();
    }

    @Test
    void rows_that_come_or_go_do_not_shift_the_next_page() throws Throwable {
        JsonPath first = page("sort", "email", "limit", 5);
        List<String> second = page("sort", "email", "limit", 5, "cursor", first.getString("nextCursor"))
                .getList("items.id");
        execute("delete from account where id in ('" + String.join("','", first.<String>getList("items.id")) + "')");

        assertThat(page("sort", "email", "limit", 5, "cursor", first.getString("nextCursor"))
                        .<String>getList("items.id"))
                .isEqualTo(second);
    }

    @Test
    void a_total_is_counted_only_when_asked_for_and_counts_all_pages() {
        assertThat(page("limit", 5).<Object>get("total")).isNull();
        JsonPath first = page("limit", 5, "withTotal", true, "role", "USER");
        JsonPath second = page("limit", 5, "withTotal", true, "role", "USER", "cursor", first.getString("nextCursor"));

        assertThat(first.getInt("total")).isEqualTo(11);
        assertThat(second.getInt("total")).isEqualTo(11);
    }

    @Test
    void the_last_page_leads_nowhere() {
        assertThat(page("limit", ROWS).getString("nextCursor")).isNull();
        assertThat(page("limit", ROWS - 1).getString("nextCursor")).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"TOY1_,1", "toy1,11", "_%@shelf,23", "%%,0", "toy__,0", "!,0", "'''',0", "\\,0"})
    void a_search_takes_the_clients_text_as_it_is(String text, int found) {
        assertThat(page("q", text, "limit", 500).getList("items")).hasSize(found);
    }

    private List<String> walk(String sort, int limit) {
        var ids = new ArrayList<String>();
        JsonPath page = page("sort", sort, "limit", limit);
        ids.addAll(page.getList("items.id"));
        while (page.getString("nextCursor") != null) {
            page = page("sort", sort, "limit", limit, "cursor", page.getString("nextCursor"));
            ids.addAll(page.getList("items.id"));
        }
        return ids;
    }

    private JsonPath page(Object... parameters) {
        RequestSpecification request = given().auth().oauth2(tokens.token(READER, Role.USER));
        for (int at = 0; at < parameters.length; at += 2) {
            request.queryParam((String) parameters[at], parameters[at + 1]);
        }
        return request.queryParam("tenant", TENANT)
                .get("/api/v1/toys")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private void execute(String sql) throws Throwable {
        VertxContextSupport.subscribeAndAwait(() -> sessions.inTransaction(
                "test",
                () -> toys.getSession()
                        .chain(session -> session.createNativeQuery(sql).executeUpdate())));
    }
}
