package dev.gleaner.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gleaner.fixture.FakeSite;
import dev.gleaner.fixture.FakeWeb;
import dev.gleaner.fixture.GleanerClient;
import dev.gleaner.fixture.GleanerDatabase;
import dev.gleaner.fixture.HistoryPage;
import dev.gleaner.fixture.ReplicaProcess;
import dev.gleaner.fixture.SeenRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a provider's answer to prices that can be read, through folders that survive every crash. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class StocksIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String HOST = "prices.test";
    private static final LocalDate MARCH = LocalDate.of(2024, 3, 15);

    @TempDir
    Path folder;

    private final List<ReplicaProcess> replicas = new ArrayList<>();
    private FakeWeb web;
    private GleanerDatabase database;
    private Tables tables;

    @BeforeEach
    void open() {
        web = FakeWeb.start();
        database = GleanerDatabase.fresh();
        tables = new Tables(database.direct());
    }

    @AfterEach
    void close() {
        replicas.forEach(ReplicaProcess::close);
        web.close();
    }

    @Test
    void what_a_provider_knows_can_be_read_and_what_it_does_not_know_is_no_success() throws Exception {
        HistoryPage quarter = HistoryPage.of(MARCH, 63).with(LocalDate.of(2024, 2, 9), "0.24 Dividend");
        HistoryPage years = HistoryPage.of(LocalDate.of(2024, 6, 14), 3764)
                .with(LocalDate.of(2022, 8, 25), "3:1 Stock Splits")
                .with(LocalDate.of(2020, 8, 31), "5:1 Stock Split");
        HistoryPage day = HistoryPage.of(MARCH, 1);
        HistoryPage index = HistoryPage.of(MARCH, 10);
        FakeSite site = web.site(HOST)
                .page("/history/ACME", quarter.marked())
                .page("/history/BRK.B", years.explained())
                .page("/history/F", day.marked())
                .serve("/history/%5EIDX", "text/csv", index.csv())
                .page("/history/LOST", HistoryPage.lookup("LOST"))
                .serve("/history/VOID", "text/csv", "Date,Open,High,Low,Close,Volume\n")
                .status("/history/BUSY", 429)
                .header("/history/BUSY", "Retry-After", "3");
        GleanerClient client = start().signIn();

        for (String symbol : List.of("ACME", "BRK.B", "F", "%5EIDX", "LOST", "VOID", "GONE", "BUSY")) {
            client.put("/api/v1/stocks/" + symbol, null).expect(201);
        }

        awaitPrices(client, "ACME", quarter);
        awaitPrices(client, "BRK.B", years);
        awaitPrices(client, "F", day);
        awaitPrices(client, "%5EIDX", index);
        for (String symbol : List.of("LOST", "VOID", "GONE")) {
            JsonNode stock = awaitStatus(client, symbol, "ERROR");
            assertThat(stock.path("error").path("code").asText()).as(symbol).isEqualTo("unknown_symbol");
            assertThat(stock.path("priceCount").asInt()).isZero();
        }
        await("a busy provider is asked later")
                .atMost(PATIENCE)
                .until(() -> tables.number(
                                "select count(*) from attempt where outcome = 'SNOOZED' and error_code = 'http_status'")
                        > 0);
        assertThat(client.get("/api/v1/stocks/ACME/events").expect(200).text())
                .contains("{\"date\":\"2024-02-09\",\"kind\":\"DIVIDEND\",\"amount\":0.24}");
        assertThat(client.get("/api/v1/stocks/BRK.B/events").expect(200).text())
                .contains("\"ratio\":\"3:1\"")
                .contains("\"ratio\":\"5:1\"");
        awaitFolders(Map.of("raw_responses", 0, "parsed_responses", 4, "deadletter_responses", 0));
        assertThat(Files.readString(onlyFile("parsed_responses", "ACME_"))).isEqualTo(quarter.marked());

        anotherRetrievalAsksOnlyForWhatIsMissing(client, site);
        aSecondLoadChangesNothing(client, quarter);
    }

    private void anotherRetrievalAsksOnlyForWhatIsMissing(GleanerClient client, FakeSite site) {
        site.serve("/history/ACME", "text/csv", "Date,Open,High,Low,Close,Volume\n");
        String id = client.get("/api/v1/stocks/ACME").at("id").asText();

        client.put("/api/v1/stocks/ACME", null).expect(200);
        client.patch("/api/v1/stocks/curation", Map.of("curationStatus", "SELECTED", "ids", List.of(id)))
                .expect(200);
        awaitStatus(client, "ACME", "EMPTY");

        assertThat(web.requestsOf(HOST).stream().map(SeenRequest::path).filter(path -> path.contains("/ACME")))
                .hasSize(2)
                .first()
                .asString()
                .contains("from=1970-01-01");
        assertThat(web.requestsOf(HOST).stream().map(SeenRequest::path).filter(path -> path.contains("/ACME")))
                .last()
                .asString()
                .contains("from=2024-03-16");
    }

    private void aSecondLoadChangesNothing(GleanerClient client, HistoryPage quarter) throws Exception {
        long before = tables.number("select count(*) from price");
        drop("ACME_2024-03-18.html", quarter.explained());

        JsonNode file = await("the file is loaded")
                .atMost(PATIENCE)
                .until(
                        () -> client.get("/api/v1/stocks/files?q=ACME_2024-03-18")
                                .body()
                                .path("items")
                                .path(0),
                        it -> it.path("processingStatus").asText().equals("COMPLETE"));

        assertThat(file.path("rows").asInt()).isEqualTo(63);
        assertThat(file.path("changed").asInt()).isZero();
        assertThat(tables.number("select count(*) from price")).isEqualTo(before);
        assertThat(tables.number("select count(*) from price_revision")).isZero();
    }

    @Test
    void two_replicas_on_one_folder_load_each_file_once_and_a_bad_one_harms_nobody() throws Exception {
        Map<String, HistoryPage> pages = new LinkedHashMap<>();
        for (int i = 0; i < 20; i++) {
            HistoryPage page = HistoryPage.of(MARCH.minusDays(i), 30);
            pages.put("S" + i, page);
            drop("S" + i + "_2024-03-15.html", i % 2 == 0 ? page.marked() : page.csv());
        }
        drop("BAD_2024-03-15.csv", "Name,Colour\nApple,red\n");
        drop("LOST_2024-03-15.html", HistoryPage.lookup("LOST"));
        drop("WRONG_2024-03-15.csv", "Date,Open,High,Low,Close\n2024-03-15,1,2,3,2\n2024-03-14,-1,2,1,2\n");
        drop(".gitkeep", "");
        drop("old.zip", "PK");
        ReplicaProcess first = start();
        start();
        GleanerClient client = first.signIn();

        awaitFolders(Map.of("raw_responses", 2, "parsed_responses", 20, "deadletter_responses", 6));
        for (Map.Entry<String, HistoryPage> stock : pages.entrySet()) {
            awaitPrices(client, stock.getKey(), stock.getValue());
        }
        assertThat(tables.column("select distinct count(*) from attempt where workflow = 'pricefile' group by item_id"))
                .containsExactly("1");
        assertThat(tables.column("select name || ' ' || error_code from price_file where processing_status = 'ERROR'"))
                .containsExactlyInAnyOrder(
                        "BAD_2024-03-15.csv unknown_columns",
                        "LOST_2024-03-15.html unknown_symbol",
                        "WRONG_2024-03-15.csv no_prices");
        assertThat(Files.readString(folder.resolve("deadletter_responses/BAD_2024-03-15.csv.reason.json")))
                .contains("\"code\":\"unknown_columns\"", "\"attempts\":1");
        assertThat(folder.resolve("raw_responses/.gitkeep")).exists();

        aDeadLetterSaysWhichRowsWereWrong(client);
        aDeadLetterIsTriedAgain(client);
        await("both have looked into the folder")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(replicas)
                        .allSatisfy(replica -> assertThat(replica.log()).containsOnlyOnce("old.zip is no price file")));
    }

    private static void aDeadLetterSaysWhichRowsWereWrong(GleanerClient client) {
        JsonNode file = client.get("/api/v1/stocks/files?symbol=WRONG").body().at("/items/0");

        assertThat(file.path("rejected").findValuesAsText("line")).containsExactly("2", "3");
        assertThat(file.at("/rejected/0/reason").asText()).contains("high 2 is below low 3");
        assertThat(file.path("rejectedCount").asInt()).isEqualTo(2);
        assertThat(file.path("rows").asInt()).isZero();
    }

    /** It fails again; what matters is that somebody can have it tried, and where it lies afterwards. */
    private void aDeadLetterIsTriedAgain(GleanerClient client) throws SQLException {
        String id = client.get("/api/v1/stocks/files?processingStatus=ERROR&symbol=BAD")
                .body()
                .path("items")
                .path(0)
                .path("id")
                .asText();
        client.post("/api/v1/stocks/files/" + id + "/requeue", Map.of()).expect(200);

        await("it was tried twice")
                .atMost(PATIENCE)
                .until(() -> tables.number("select count(*) from attempt where item_id = '" + id + "'") == 2);
        awaitFolders(Map.of("raw_responses", 2, "parsed_responses", 20, "deadletter_responses", 6));
    }

    @Test
    void a_replica_that_is_killed_leaves_nothing_undone_and_nothing_twice() throws Exception {
        HistoryPage archived = HistoryPage.of(MARCH, 63);
        HistoryPage loaded = HistoryPage.of(MARCH, 40);
        web.site(HOST).page("/history/ACME", archived.marked()).page("/history/PEAR", loaded.marked());
        ReplicaProcess victim = start("GLEANER_STOCKS_POLL", "1h");
        GleanerClient client = victim.signIn();
        client.put("/api/v1/stocks/PEAR", null).expect(201);
        awaitPrices(client, "PEAR", loaded);
        client.post("/api/v1/pipelines/pricefile/pause", null).expect(204);
        client.put("/api/v1/stocks/ACME", null).expect(201);
        awaitStatus(client, "ACME", "COMPLETE");

        victim.kill();
        assertThat(files("raw_responses"))
                .as("one loaded, one archived, neither moved")
                .hasSize(2);
        GleanerClient survivor = start().signIn();
        survivor.post("/api/v1/pipelines/pricefile/resume", null).expect(204);

        awaitPrices(survivor, "ACME", archived);
        awaitFolders(Map.of("raw_responses", 0, "parsed_responses", 2, "deadletter_responses", 0));
        assertThat(tables.column("select distinct count(*) from attempt where workflow = 'pricefile' group by item_id"))
                .containsExactly("1");
        await("where the files lie is written down after they were moved")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(tables.column("select distinct folder from price_file"))
                        .containsExactly("parsed_responses"));
        assertThat(tables.number("select count(*) from price")).isEqualTo(103);
    }

    private ReplicaProcess start(String... environment) {
        ReplicaProcess.Builder builder = ReplicaProcess.on(database)
                .visiting(web)
                .with("GLEANER_STOCKS_URL_TEMPLATE", "http://" + HOST + "/history/{symbol}?from={from}&to={to}")
                .with("GLEANER_STOCKS_DIR", folder.toString())
                .with("GLEANER_PIPELINE_LEASE", "20s")
                .with("GLEANER_PIPELINE_RENEW", "1s")
                .with("GLEANER_PIPELINE_RESCUE", "1s");
        for (int i = 0; i < environment.length; i += 2) {
            builder.with(environment[i], environment[i + 1]);
        }
        ReplicaProcess replica = builder.start();
        replicas.add(replica);
        return replica;
    }

    /** Exactly these days, first and last to the digit, and the volume to the share. */
    private static void awaitPrices(GleanerClient client, String symbol, HistoryPage page) {
        await("the prices of " + symbol)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() ->
                        client.get("/api/v1/stocks/" + symbol).at("priceCount").asInt()
                                == page.days().size());
        List<JsonNode> prices = new Errands(client).all("/api/v1/stocks/" + symbol + "/prices");
        HistoryPage.Day first = page.days().get(0);
        HistoryPage.Day last = page.days().get(page.days().size() - 1);
        assertThat(prices).hasSize(page.days().size());
        assertThat(prices.get(0).path("date").asText()).isEqualTo(first.date().toString());
        assertThat(prices.get(0).path("close").decimalValue()).isEqualByComparingTo(first.close());
        assertThat(prices.get(prices.size() - 1).path("date").asText())
                .isEqualTo(last.date().toString());
        assertThat(prices.get(prices.size() - 1).path("open").decimalValue()).isEqualByComparingTo(last.open());
        assertThat(prices.stream().mapToLong(it -> it.path("volume").asLong()).sum())
                .isEqualTo(page.volume());
        assertThat(client.get("/api/v1/stocks/" + symbol).at("lastPriceDate").asText())
                .isEqualTo(first.date().toString());
    }

    private static JsonNode awaitStatus(GleanerClient client, String symbol, String status) {
        return await(symbol + " is " + status)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(
                        () -> client.get("/api/v1/stocks/" + symbol).body(),
                        stock -> stock.path("processingStatus").asText().equals(status));
    }

    private void awaitFolders(Map<String, Integer> expected) {
        await("each file lies where it belongs")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> {
                    for (Map.Entry<String, Integer> entry : expected.entrySet()) {
                        assertThat(files(entry.getKey())).as(entry.getKey()).hasSize(entry.getValue());
                    }
                });
    }

    private List<Path> files(String name) throws IOException {
        if (!Files.isDirectory(folder.resolve(name))) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder.resolve(name))) {
            return files.toList();
        }
    }

    private Path onlyFile(String name, String prefix) throws IOException {
        return files(name).stream()
                .filter(file -> file.getFileName().toString().startsWith(prefix))
                .findFirst()
                .orElseThrow();
    }

    private void drop(String name, String content) throws IOException {
        Files.writeString(
                Files.createDirectories(folder.resolve("raw_responses")).resolve(name), content);
    }
}
