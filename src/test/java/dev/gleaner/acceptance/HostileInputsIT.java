package dev.gleaner.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gleaner.fixture.GleanerDatabase;
import dev.gleaner.fixture.HostileInput;
import dev.gleaner.fixture.HostileInputs;
import dev.gleaner.fixture.RawServer;
import dev.gleaner.fixture.ReplicaProcess;
import dev.gleaner.fixture.TestCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever users submit and servers answer ends as documented, within its deadline, and leaves nothing behind. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class HostileInputsIT {
    private static final List<HostileInput> INPUTS = HostileInputs.all();
    private static final int ROUNDS = 3;
    private static final Duration DEADLINE = Duration.ofSeconds(8);
    /** For robots.txt and the page a deadline each; the rest is for a busy machine with a small heap, where large pages are read one by one. */
    private static final Duration LONGEST = DEADLINE.multipliedBy(2).plusSeconds(45);

    private static final long GROWTH = 10_000_000;

    @TempDir
    private static Path folder;

    private static Path spool;
    private static final List<RawServer> servers = new ArrayList<>();
    private static RawServer web;
    private static ServerSocket mute;
    private static ReplicaProcess replica;
    private static Errands errands;

    @BeforeAll
    static void start() throws Exception {
        TestCertificate certificates = TestCertificate.in(folder)
                .with("authority", "authority.test", "-ext", "bc:c")
                .with("trusted", "*.trusted.test", "-signer", "authority")
                .with("expired", "*.expired.test", "-signer", "authority", "-startdate", "-9d", "-validity", "2")
                .with("selfsigned", "*.selfsigned.test");
        web = server(new RawServer());
        mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        String trusted = encrypted(certificates, "trusted");
        spool = Files.createDirectory(folder.resolve("spool"));
        replica = ReplicaProcess.on(GleanerDatabase.fresh())
                .with(
                        "GLEANER_FETCH_RESOLVE",
                        String.join(
                                ",",
                                "*.trusted.test=" + trusted,
                                "*.another.test=" + trusted,
                                "*.expired.test=" + encrypted(certificates, "expired"),
                                "*.selfsigned.test=" + encrypted(certificates, "selfsigned"),
                                "*.plain.test=https://127.0.0.1:" + web.port(),
                                "*.mute.test=https://127.0.0.1:" + mute.getLocalPort(),
                                "*.nobody.test=http://127.0.0.1:" + closedPort(),
                                "*.test=" + web.address()))
                .with("GLEANER_FETCH_CONNECT_TIMEOUT", "4s")
                .with("GLEANER_FETCH_READ_TIMEOUT", "4s")
                .with("GLEANER_FETCH_PAGE_DEADLINE", DEADLINE.toString())
                .with("GLEANER_FETCH_ROBOTS_DEADLINE", DEADLINE.toString())
                .with("GLEANER_FETCH_SITEMAP_DEADLINE", DEADLINE.toString())
                .with("GLEANER_FETCH_SITEMAP_MAX_BYTES", "8M")
                .with("GLEANER_FETCH_SLOW_FACTOR", "0")
                .with("GLEANER_FETCH_RETRY_MAX_RETRIES", "0")
                .with("GLEANER_PIPELINE_MAX_ATTEMPTS", "1")
                .java("-Xmx128m")
                .java("-Djava.io.tmpdir=" + spool)
                .java("-Djavax.net.ssl.trustStore=" + certificates.trusting("authority"))
                .java("-Djavax.net.ssl.trustStorePassword=" + TestCertificate.PASSWORD)
                .start();
        errands = new Errands(replica.signIn());
    }

    @AfterAll
    static void stop() throws IOException {
        if (replica != null) {
            replica.close();
        }
        servers.forEach(RawServer::close);
        mute.close();
    }

    @Test
    void every_hostile_input_ends_as_documented_and_leaves_nothing_behind() throws IOException {
        assertThat(INPUTS)
                .hasSizeGreaterThan(150)
                .extracting(HostileInput::name)
                .doesNotHaveDuplicates();
        List<Long> heaps = new ArrayList<>();
        Map<String, String> ends = Map.of();
        for (int round = 1; round <= ROUNDS; round++) {
            ends = ends(round);
            assertThat(ends).as("round " + round).isEqualTo(documented());
            assertThat(replica.isReady()).isTrue();
            await("nothing is left in the spool")
                    .atMost(Duration.ofMinutes(3))
                    .untilAsserted(() -> assertThat(leftInSpool()).isEmpty());
            heaps.add(replica.liveBytes());
        }
        ends.forEach((name, end) -> System.out.printf("%-60s %s%n", name, end));
        System.out.println("live heap after each round: " + heaps);

        assertThat(heaps.get(ROUNDS - 1)).as("live bytes " + heaps).isLessThan(heaps.get(ROUNDS - 2) + GROWTH);
        assertThat(replica.log()).doesNotContain("OutOfMemoryError", "StackOverflowError");
        aHealthySiteIsScanned();
        await("all connections are closed")
                .atMost(Duration.ofMinutes(3))
                .until(() ->
                        servers.stream().mapToLong(RawServer::openConnections).sum() == 0);
        everyAttemptKeptItsDeadline();
    }

    private static Map<String, String> documented() {
        Map<String, String> documented = new LinkedHashMap<>();
        INPUTS.forEach(input -> documented.put(input.name(), input.end()));
        return documented;
    }

    /** How each input ends in this round. */
    private static Map<String, String> ends(int round) {
        servers.forEach(server -> server.at("/x", RawServer.html("<p>fine")));
        Map<String, String> ids = new LinkedHashMap<>();
        submit(round, false, ids);
        submit(round, true, ids);
        Map<String, JsonNode> items = await("round " + round + " has ended")
                .atMost(Duration.ofSeconds(300))
                .pollInterval(Duration.ofMillis(500))
                .until(HostileInputsIT::items, it -> ids.values().stream().noneMatch(id -> isUnderWay(it.get(id))));
        Map<String, String> ends = new LinkedHashMap<>();
        INPUTS.forEach(input -> {
            String id = ids.get(input.name());
            ends.put(input.name(), id == null ? HostileInputs.INVALID : endOf(items.get(id)));
        });
        return ends;
    }

    private static void submit(int round, boolean sitemaps, Map<String, String> ids) {
        List<HostileInput> inputs =
                INPUTS.stream().filter(input -> input.sitemap() == sitemaps).toList();
        List<String> urls = inputs.stream().map(input -> input.open(web, round)).toList();
        JsonNode results = errands.client()
                .post(sitemaps ? "/api/v1/sitemaps" : "/api/v1/pages", Map.of("urls", urls, "select", true))
                .expect(200)
                .at("results");
        for (int i = 0; i < inputs.size(); i++) {
            JsonNode result = results.get(i);
            if (result.path("outcome").asText().equals("invalid")) {
                assertThat(result.path("reason").asText()).isNotBlank();
            } else {
                ids.put(inputs.get(i).name(), result.path("id").asText());
            }
        }
    }

    private static Map<String, JsonNode> items() {
        Map<String, JsonNode> items = new LinkedHashMap<>();
        Stream.of("/api/v1/pages", "/api/v1/sitemaps")
                .flatMap(list -> errands.all(list).stream())
                .forEach(item -> items.put(item.path("id").asText(), item));
        return items;
    }

    /** A page that its server wants to be asked for later is queued, and says so. */
    private static boolean isUnderWay(JsonNode item) {
        String status = item.path("processingStatus").asText();
        return status.equals("PROCESSING")
                || status.equals("QUEUED") && item.path("error").isNull();
    }

    private static String endOf(JsonNode item) {
        JsonNode error = item.path("error");
        assertThat(error.path("message").asText()).doesNotContain("Exception", "\u0000");
        return (item.path("processingStatus").asText() + " "
                        + error.path("code").asText())
                .strip();
    }

    private static List<Path> leftInSpool() throws IOException {
        try (Stream<Path> files = Files.list(spool)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".body"))
                    .toList();
        }
    }

    private static void aHealthySiteIsScanned() {
        web.at("healthy.test/", RawServer.html("<title>healthy</title><p>info@healthy.test"));
        JsonNode scan = errands.scan("healthy.test");
        assertThat(scan.path("status").asText()).as(scan.toString()).isIn("COMPLETE", "EMPTY");
        assertThat(errands.domain("healthy.test").path("processingStatus").asText())
                .isEqualTo("COMPLETE");
    }

    private static void everyAttemptKeptItsDeadline() {
        for (String workflow : List.of("page", "sitemap")) {
            assertThat(errands.all("/api/v1/pipelines/" + workflow + "/attempts"))
                    .isNotEmpty()
                    .allSatisfy(attempt -> assertThat(Duration.between(
                                    Instant.parse(attempt.path("claimedAt").asText()),
                                    Instant.parse(attempt.path("finishedAt").asText())))
                            .as(attempt.toString())
                            .isLessThan(LONGEST));
        }
    }

    private static String encrypted(TestCertificate certificates, String alias) throws Exception {
        return "https://127.0.0.1:"
                + server(new RawServer(certificates.listener(alias))).port();
    }

    private static RawServer server(RawServer server) {
        servers.add(server);
        return server;
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
