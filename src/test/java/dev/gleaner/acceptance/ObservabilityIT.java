package dev.gleaner.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.gleaner.fixture.FakeWeb;
import dev.gleaner.fixture.GleanerClient;
import dev.gleaner.fixture.GleanerDatabase;
import dev.gleaner.fixture.ReplicaProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What an operator is shown is there: by name in the metrics, by item in the log, by phase in the traces. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ObservabilityIT {
    private static final String SCRAPE_TOKEN = "for prometheus only";
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A name as it stands in an expression. */
    private static final Pattern METRIC = Pattern.compile("\\b(?:gleaner|http|jvm|process)_[a-z_0-9]+");

    private static FakeWeb web;
    private static HttpServer collector;
    private static ReplicaProcess replica;
    private static final Queue<String> SPANS = new ConcurrentLinkedQueue<>();

    @BeforeAll
    static void scan() throws IOException {
        web = FakeWeb.start();
        web.site("seen.test")
                .page("/", "<title>Seen</title><a href=/contact>contact</a>")
                .failsFirst("/contact", 1, 503)
                .page("/contact", "<a href='mailto:hello@seen.test'>mail</a>");
        collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/", exchange -> {
            SPANS.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
        replica = ReplicaProcess.on(GleanerDatabase.fresh())
                .visiting(web)
                .with("GLEANER_AUTH_METRICS_TOKEN", SCRAPE_TOKEN)
                .java("-Dquarkus.log.category.\"dev.gleaner.pipeline\".level=DEBUG")
                .with(
                        "OTEL_EXPORTER_OTLP_ENDPOINT",
                        "http://127.0.0.1:" + collector.getAddress().getPort())
                .with("QUARKUS_OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")
                .start();
        new Errands(replica.signIn()).scan("seen.test");
    }

    @AfterAll
    static void stop() {
        if (replica != null) {
            replica.close();
        }
        if (collector != null) {
            collector.stop(0);
        }
        if (web != null) {
            web.close();
        }
    }

    @Test
    void every_metric_of_the_alerts_and_the_dashboard_is_published() throws IOException {
        Set<String> shown = new TreeSet<>(named(Files.readString(Path.of("docker/prometheus/alerts.yml"))
                .lines()
                .filter(line -> !line.strip().startsWith("description:"))
                .collect(Collectors.joining("\n"))));
        JsonNode dashboard =
                JSON.readTree(Path.of("docker/grafana/dashboards/gleaner.json").toFile());
        dashboard.findValuesAsText("expr").forEach(expression -> shown.addAll(named(expression)));
        assertThat(shown).hasSizeGreaterThan(20).contains("gleaner_pipeline_silent", "gleaner_queue_due");

        // queues are measured every fifteen seconds
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(published()).containsAll(shown));
    }

    @Test
    void the_scrape_token_opens_the_metrics_and_nothing_else() {
        GleanerClient prometheus = GleanerClient.anonymous(replica.baseUri()).withToken(SCRAPE_TOKEN);

        assertThat(prometheus.get("/q/metrics").status()).isEqualTo(200);
        assertThat(prometheus.get("/api/v1/auth/me").status()).isEqualTo(401);
        assertThat(prometheus.get("/api/v1/domains").status()).isEqualTo(401);
        assertThat(prometheus.withToken(SCRAPE_TOKEN + "x").get("/q/metrics").status())
                .isEqualTo(401);
    }

    @Test
    void no_label_names_a_host_an_item_or_a_person() {
        assertThat(metrics()).doesNotContain("seen.test", ReplicaProcess.ADMIN_EMAIL);
    }

    @Test
    void log_lines_carry_trace_tenant_workflow_and_item_as_fields() {
        List<JsonNode> lines = replica.log()
                .lines()
                .filter(line -> line.startsWith("{"))
                .map(line -> read(line).path("mdc"))
                .toList();

        List<JsonNode> pages = lines.stream()
                .filter(line -> line.path("workflow").asText().equals("page"))
                .toList();
        assertThat(pages).isNotEmpty().allSatisfy(line -> {
            assertThat(line.path("traceId").asText()).matches("[0-9a-f]{32}").isNotEqualTo("0".repeat(32));
            assertThat(line.path("tenant").asText()).isEqualTo("default");
            assertThat(line.path("item").asText()).matches("[0-9a-f-]{36}");
        });
        assertThat(pages).map(line -> line.path("item").asText()).hasSizeGreaterThan(1);
    }

    @Test
    void spans_of_all_phases_go_where_the_operator_says() {
        await().atMost(PATIENCE)
                .until(() -> Stream.of("page claim", "page fetch", "page persist", "page attempt", "domain attempt")
                        .allMatch(name -> SPANS.stream().anyMatch(sent -> sent.contains(name))));
    }

    @Test
    void sites_are_told_nothing_of_our_traces() {
        assertThat(web.requestsOf("seen.test"))
                .isNotEmpty()
                .allSatisfy(request ->
                        assertThat(request.headers()).doesNotContainKeys("traceparent", "tracestate", "baggage"));
    }

    private static Set<String> named(String text) {
        return METRIC.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    private static Set<String> published() {
        return metrics()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[{ ]", 2)[0])
                .collect(Collectors.toSet());
    }

    private static String metrics() {
        return GleanerClient.anonymous(replica.baseUri())
                .withToken(SCRAPE_TOKEN)
                .get("/q/metrics")
                .expect(200)
                .text();
    }

    private static JsonNode read(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException broken) {
            throw new AssertionError(line, broken);
        }
    }
}
