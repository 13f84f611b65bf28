package dev.gleaner.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gleaner.fixture.FakeWeb;
import dev.gleaner.fixture.GleanerClient;
import dev.gleaner.fixture.GleanerDatabase;
import dev.gleaner.fixture.ReplicaProcess;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/**
 * The incident AP-20250730-002, replayed: many sites fell silent at once, each visit held a database connection meanwhile,
 * and the whole service stood still. Here they may be silent for as long as they like. The figures are printed, for the
 * README; what is asserted does not depend on how fast the machine is.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LongHoldIT {
    private static final int SITES = 300;
    private static final int CONNECTIONS = 3;
    private static final int SAMPLES = 100;
    private static final String OURS = "datname = current_database() and usename = 'gleaner'";
    /** How many are busy, and how many of them for long. The pause is the server's, so that the samples are spread. */
    private static final String BUSY = "select count(*) filter (where state <> 'idle'),"
            + " count(*) filter (where state <> 'idle' and clock_timestamp() - xact_start > interval '5 seconds')"
            + " from pg_sleep(0.05), pg_stat_activity where " + OURS;

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private FakeWeb web;
    private GleanerDatabase database;
    private ReplicaProcess replica;

    @BeforeEach
    void open() {
        web = FakeWeb.start();
        database = GleanerDatabase.fresh();
        replica = ReplicaProcess.on(database)
                .visiting(web)
                .with("GLEANER_DATABASE_POOL_SIZE", Integer.toString(CONNECTIONS))
                .with("GLEANER_FETCH_READ_TIMEOUT", "120s")
                .with("GLEANER_FETCH_ROBOTS_DEADLINE", "180s")
                .with("GLEANER_PIPELINE_CONCURRENCY", Integer.toString(SITES))
                .start();
    }

    @AfterEach
    void close() {
        replica.close();
        web.close();
    }

    @Test
    void three_hundred_silent_sites_hold_none_of_three_connections() throws SQLException {
        GleanerClient client = replica.signIn();
        fallSilent(client);

        List<Duration> answers = answersOf(client);
        List<Integer> busy = busyConnections();
        int inFlight = web.inFlight();
        long servers = number("select count(*) from pg_stat_activity where " + OURS);
        tell(inFlight, servers, busy, answers);

        assertThat(inFlight).isEqualTo(SITES);
        assertThat(servers).isBetween(1L, (long) CONNECTIONS);
        assertThat(busy).as("samples of busy connections").contains(0);
        assertThat(average(busy)).isLessThan(1);
        assertThat(client.get("/api/v1/connections").expect(200).at("poolSize").asInt())
                .isEqualTo(CONNECTIONS);

        web.release();
        await("all are surveyed")
                .atMost(PATIENCE)
                .until(() -> number("select count(*) from domain where processing_status = 'COMPLETE'") == SITES);
    }

    private void fallSilent(GleanerClient client) {
        List<String> hosts =
                IntStream.range(0, SITES).mapToObj(i -> "silent-" + i + ".test").toList();
        hosts.forEach(
                host -> web.site(host).page("/", "<title>" + host + "</title>").stallAll());
        client.post("/api/v1/domains", Map.of("domains", hosts, "select", true)).expect(200);
        await("all sites are being asked").atMost(PATIENCE).until(() -> web.inFlight() == SITES);
    }

    /** In a statement, or in a transaction: the engine looks after its queues all the while, but for milliseconds. */
    private List<Integer> busyConnections() throws SQLException {
        List<Integer> busy = new ArrayList<>();
        try (Connection connection = database.superuser().connect();
                PreparedStatement sample = connection.prepareStatement(BUSY)) {
            for (int i = 0; i < SAMPLES; i++) {
                try (ResultSet row = sample.executeQuery()) {
                    row.next();
                    busy.add(row.getInt(1));
                    assertThat(row.getInt(2))
                            .as("in a transaction for as long as the sites are silent")
                            .isZero();
                }
            }
        }
        return busy;
    }

    private static List<Duration> answersOf(GleanerClient client) {
        List<Duration> answers = new ArrayList<>();
        for (int i = 0; i < SAMPLES; i++) {
            long begin = System.nanoTime();
            client.get("/api/v1/domains?processingStatus=PROCESSING&withTotal=true&limit=50")
                    .expect(200);
            answers.add(Duration.ofNanos(System.nanoTime() - begin));
        }
        return answers.stream().sorted().toList();
    }

    private static void tell(int inFlight, long servers, List<Integer> busy, List<Duration> answers) {
        System.out.printf(
                "Long hold: %d fetches in flight, %d server connections; busy in %d of %d samples, %d at most;"
                        + " the API answers in %d ms (p50), %d ms (p95), %d ms (p99)%n",
                inFlight,
                servers,
                busy.stream().filter(it -> it > 0).count(),
                SAMPLES,
                busy.stream().mapToInt(it -> it).max().orElseThrow(),
                percentile(answers, 50),
                percentile(answers, 95),
                percentile(answers, 99));
    }

    private static long percentile(List<Duration> sorted, int percent) {
        return sorted.get(sorted.size() * percent / 100).toMillis();
    }

    private static double average(List<Integer> numbers) {
        return numbers.stream().mapToInt(it -> it).average().orElseThrow();
    }

    private long number(String sql) throws SQLException {
        return Long.parseLong(database.superuser().ask(sql));
    }
}
