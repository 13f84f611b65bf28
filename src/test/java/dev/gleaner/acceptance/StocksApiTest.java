package dev.gleaner.acceptance;

import static dev.gleaner.acceptance.Api.problem;
import static dev.gleaner.acceptance.Api.refused;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.gleaner.fixture.GleanerDatabase;
import dev.gleaner.identity.TestTokens;
import dev.gleaner.vocabulary.Role;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stocks, their prices and their files as clients see them. The engine rests in these tests. */
@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class StocksApiTest {
    private static final String STOCKS = "/api/v1/stocks";
    private static final String FILES = STOCKS + "/files";

    @Inject
    TestTokens tokens;

    private String tenant;
    private Api api;

    @BeforeEach
    void signIn() {
        tenant = "stocks-" + UUID.randomUUID().toString().substring(0, 8);
        api = new Api(tokens.token(tenant, Role.USER, Role.ADMIN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"F", "BRK.B", "BF-B", "%5EGSPC", "7203.T", "EURUSD=X", "EURUSD%3DX", "brk.b"})
    void symbols_of_real_exchanges_are_tracked_once(String written) {
        String symbol = written.replace("%5E", "^").replace("%3D", "=").toUpperCase(java.util.Locale.ROOT);

        put(written)
                .then()
                .statusCode(201)
                .header("Location", endsWith("/stocks/" + written))
                .body("symbol", equalTo(symbol))
                .body("active", equalTo(true))
                .body("curationStatus", equalTo("SELECTED"))
                .body("processingStatus", equalTo("QUEUED"))
                .body("lastPriceDate", nullValue())
                .body("priceCount", equalTo(0))
                .body("archivedFiles", equalTo(0))
                .body("maxAttempts", notNullValue())
                .body("error", nullValue());
        put(written).then().statusCode(200).body("symbol", equalTo(symbol));
        api.get(STOCKS + "/" + written).then().statusCode(200).body("symbol", equalTo(symbol));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ABCDEFGHIJKLMNOP", "A%20B", "A$", "A%2FB", "%C3%84", "..", "-", "A_B"})
    void what_is_no_symbol_is_refused(String written) {
        Response answer = put(written);

        assertThat(answer.statusCode()).as(answer.asString()).isIn(400, 404, 405);
        api.get(STOCKS + "?withTotal=true").then().body("total", equalTo(0));
    }

    @Test
    void a_bad_symbol_is_named_as_such() {
        refused(put("ABCDEFGHIJKLMNOP"), "invalid_request", "symbol");
        refused(put("A$"), "invalid_request", "symbol");
        problem(api.get(STOCKS + "/UNHEARD"), 404, "not_found");
    }

    @Test
    void a_stock_that_is_deactivated_leaves_the_queue_and_comes_back() {
        put("ACME").then().statusCode(201);

        problem(new Api(tokens.token(tenant, Role.USER)).call("DELETE", STOCKS + "/ACME", null), 403, "forbidden");
        assertThat(api.call("DELETE", STOCKS + "/ACME", null).statusCode()).isEqualTo(204);
        api.get(STOCKS + "/ACME")
                .then()
                .body("active", equalTo(false))
                .body("processingStatus", equalTo("IDLE"))
                .body("nextAttemptAt", nullValue());
        api.get(STOCKS + "?active=false").then().body("items.symbol", contains("ACME"));
        assertThat(api.call("DELETE", STOCKS + "/ACME", null).statusCode()).isEqualTo(204);
        problem(api.call("DELETE", STOCKS + "/UNHEARD", null), 404, "not_found");

        put("ACME").then().statusCode(200).body("active", equalTo(true)).body("processingStatus", equalTo("QUEUED"));
    }

    @Test
    void stocks_are_listed_and_decided_upon_like_everything_else() {
        List.of("A", "B", "C").forEach(symbol -> put(symbol).then().statusCode(201));

        api.get(STOCKS + "?sort=-symbol&limit=2&withTotal=true")
                .then()
                .body("items.symbol", contains("C", "B"))
                .body("total", equalTo(3))
                .body("nextCursor", notNullValue());
        api.get(STOCKS + "?q=b").then().body("items.symbol", contains("B"));
        refused(api.get(STOCKS + "?mood=good"), "unknown_filter", "mood");
        refused(api.get(STOCKS + "?sort=mood"), "unknown_filter", "sort");
        api.patch(STOCKS + "/curation", "{\"curationStatus\":\"MAYBE\",\"filter\":{\"q\":\"A\"}}")
                .then()
                .statusCode(200)
                .body("matched", equalTo(1))
                .body("dequeued", equalTo(1));
        api.get(STOCKS + "/A").then().body("processingStatus", equalTo("IDLE"));
        api.post(STOCKS + "/requeue", "{\"filter\":{\"q\":\"A\"}}")
                .then()
                .statusCode(200)
                .body("queued", equalTo(0));
        api.call("DELETE", STOCKS + "/C", null);
        api.patch(STOCKS + "/curation", "{\"curationStatus\":\"SELECTED\",\"filter\":{\"q\":\"C\"}}")
                .then()
                .body("queued", equalTo(1));
        api.get(STOCKS + "/C").then().body("active", equalTo(true));
    }

    @Test
    void another_tenants_stock_is_not_there() {
        put("ACME").then().statusCode(201);
        Api other = new Api(tokens.token("other-" + tenant, Role.ADMIN));

        problem(other.get(STOCKS + "/ACME"), 404, "not_found");
        problem(other.get(STOCKS + "/ACME/prices"), 404, "not_found");
        problem(other.get(STOCKS + "/ACME/events"), 404, "not_found");
        problem(other.call("DELETE", STOCKS + "/ACME", null), 404, "not_found");
    }

    @Test
    void prices_are_read_newest_first_with_the_digits_they_came_with() throws SQLException {
        put("ACME").then().statusCode(201);
        price("2024-03-13", "10.50", "0.0000001", null, "9007199254740993");
        price("2024-03-14", "10.5", "1200", "10.10", "1");
        price("2024-03-15", "11", "12.340", "11.00", null);

        Response page = api.get(STOCKS + "/ACME/prices?limit=2&withTotal=true");
        assertThat(page.asString())
                .contains(
                        "{\"date\":\"2024-03-15\",\"open\":11,\"high\":12.340,\"low\":0,\"close\":11,\"adjClose\":11.00,"
                                + "\"volume\":null}")
                .contains("\"open\":10.5,\"high\":1200,");
        page.then().body("items.date", contains("2024-03-15", "2024-03-14")).body("total", equalTo(3));

        Response last = api.get(STOCKS + "/ACME/prices?limit=2&cursor=" + page.path("nextCursor"));
        assertThat(last.asString())
                .contains("\"open\":10.50,\"high\":0.0000001,")
                .contains("\"adjClose\":null,\"volume\":9007199254740993")
                .contains("\"nextCursor\":null");
        api.get(STOCKS + "/ACME/prices?from=2024-03-14&to=2024-03-14")
                .then()
                .body("items.date", contains("2024-03-14"));
        api.get(STOCKS + "/ACME/prices?sort=date")
                .then()
                .body("items.date", contains("2024-03-13", "2024-03-14", "2024-03-15"));
    }

    @Test
    void prices_are_read_as_csv() throws SQLException {
        put("ACME").then().statusCode(201);
        price("2024-03-13", "10.50", "0.0000001", null, "5");
        price("2024-03-14", "10.5", "1200", "10.10", null);

        Response csv = api.get(STOCKS + "/ACME/prices?format=csv&from=2024-01-01");

        csv.then().statusCode(200).contentType(containsString("text/csv"));
        assertThat(csv.asString())
                .isEqualTo("date,open,high,low,close,adjClose,volume\n2024-03-14,10.5,1200,0,10.5,10.10,\n"
                        + "2024-03-13,10.50,0.0000001,0,10.50,,5\n");
    }

    @Test
    void a_request_for_prices_that_cannot_be_meant_is_refused() {
        put("ACME").then().statusCode(201);
        String prices = STOCKS + "/ACME/prices";

        refused(api.get(prices + "?from=yesterday"), "invalid_request", "from");
        refused(api.get(prices + "?from=2024-03-15&to=2024-03-14"), "invalid_request", "from");
        refused(api.get(prices + "?limit=0"), "invalid_request", "limit");
        refused(api.get(prices + "?limit=501"), "invalid_request", "limit");
        refused(api.get(prices + "?cursor=abc"), "invalid_request", "cursor");
        refused(api.get(prices + "?format=xml"), "invalid_request", "format");
        refused(api.get(prices + "?mood=good"), "unknown_filter", "mood");
        problem(api.get(STOCKS + "/UNHEARD/prices"), 404, "not_found");
        api.get(prices).then().statusCode(200).body("items", hasSize(0)).body("nextCursor", nullValue());
    }

    @Test
    void events_say_how_much_in_the_word_of_their_kind() throws SQLException {
        put("ACME").then().statusCode(201);
        GleanerDatabase.shared()
                .direct()
                .execute("insert into price_event (tenant, stock_id, date, kind, amount, ratio) select tenant, id,"
                        + " date '2024-02-09', 'DIVIDEND', 0.240, null from stock where tenant = '" + tenant + "'"
                        + " union all select tenant, id, date '2024-02-09', 'SPLIT', null, '3:1' from stock where"
                        + " tenant = '" + tenant + "'");

        Response first = api.get(STOCKS + "/ACME/events?limit=1");
        Response second = api.get(STOCKS + "/ACME/events?limit=1&cursor=" + first.path("nextCursor"));

        assertThat(first.asString())
                .contains("\"items\":[{\"date\":\"2024-02-09\",\"kind\":\"SPLIT\",\"ratio\":\"3:1\"}]");
        assertThat(second.asString())
                .contains("\"items\":[{\"date\":\"2024-02-09\",\"kind\":\"DIVIDEND\",\"amount\":0.240}]")
                .contains("\"nextCursor\":null");
    }

    @Test
    void a_file_is_brought_once_however_often() {
        Response first = upload("ACME_2024-03-15.csv", "Date,Open,High,Low,Close\n2024-03-15,1,2,1,2\n");

        first.then()
                .statusCode(202)
                .body("name", equalTo("ACME_2024-03-15.csv"))
                .body("symbol", equalTo("ACME"))
                .body("processingStatus", equalTo("QUEUED"))
                .body("folder", equalTo("raw_responses"))
                .body("rejected", hasSize(0))
                .body("sha256.length()", equalTo(64));
        String id = first.path("id");
        assertThat(upload("ACME_2024-03-15.csv", "Date,Open,High,Low,Close\n2024-03-15,1,2,1,2\n")
                        .<String>path("id"))
                .isEqualTo(id);
        assertThat(upload("ACME_2024-03-16.csv", "Date,Open,High,Low,Close\n2024-03-15,1,2,1,2\n")
                        .<String>path("id"))
                .isEqualTo(id);
        api.get(FILES + "?symbol=acme&withTotal=true")
                .then()
                .body("total", equalTo(1))
                .body("items.id", contains(id));
        api.get(FILES + "/" + id).then().statusCode(200).body("id", equalTo(id));
        api.post(FILES + "/" + id + "/requeue", null)
                .then()
                .statusCode(200)
                .body("processingStatus", equalTo("QUEUED"));
        api.get(FILES + "?folder=parsed_responses").then().body("items", hasSize(0));
        refused(api.get(FILES + "?folder=attic"), "invalid_request", "folder");
        problem(new Api(tokens.token("other-" + tenant, Role.USER)).get(FILES + "/" + id), 404, "not_found");
        problem(api.post(FILES + "/" + UUID.randomUUID() + "/requeue", null), 404, "not_found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ACME.csv", "ACME_2024-03-15.zip", "../ACME_2024-03-15.csv", "ACME_2024-02-31.csv", "x"})
    void a_file_of_another_name_is_refused(String name) {
        refused(upload(name, "Date,Open,High,Low,Close\n"), "invalid_request", "file");
    }

    @Test
    void an_upload_is_one_file() {
        Response none = api.as(given().multiPart("note", "no file")).request("POST", FILES);
        Response two = api.as(given().multiPart("a", "A_2024-03-15.csv", new byte[] {1})
                        .multiPart("b", "B_2024-03-15.csv", new byte[] {1}))
                .request("POST", FILES);

        refused(none, "invalid_request", "file");
        refused(two, "invalid_request", "file");
        assertThat(api.post(FILES, "{}").statusCode()).isEqualTo(415);
    }

    @Test
    void both_workflows_have_their_row_in_the_machine_room() {
        List<Map<String, Object>> rows = api.get("/api/v1/pipelines").path("$");

        assertThat(rows).extracting(row -> row.get("name")).contains("stock", "pricefile");
    }

    private Response upload(String name, String content) {
        return api.as(given().multiPart("file", name, content.getBytes(StandardCharsets.UTF_8)))
                .request("POST", FILES);
    }

    private Response put(String symbol) {
        return api.call("PUT", STOCKS + "/" + symbol, null);
    }

    private void price(String date, String open, String high, String adjClose, String volume) throws SQLException {
        GleanerDatabase.shared()
                .direct()
                .execute("insert into price (tenant, stock_id, date, open, high, low, close, adj_close, volume)"
                        + " select tenant, id, date '" + date + "', " + open + ", " + high + ", 0, " + open + ", "
                        + adjClose + ", " + volume + " from stock where tenant = '" + tenant + "'");
    }
}
