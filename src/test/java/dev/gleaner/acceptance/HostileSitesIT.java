package dev.gleaner.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gleaner.fixture.FakeWeb;
import dev.gleaner.fixture.GleanerDatabase;
import dev.gleaner.fixture.HostileSites;
import dev.gleaner.fixture.IncidentSite;
import dev.gleaner.fixture.ReplicaProcess;
import dev.gleaner.vocabulary.ErrorCode;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Sites that are away, endless, broken or malicious: each ends with its reason, and none at another's cost. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class HostileSitesIT {
    private static final String REFUSES = "refuses.example";
    private static final String UNKNOWN = "nobody.invalid";

    private static FakeWeb web;
    private static ReplicaProcess replica;
    private static Errands errands;

    @BeforeAll
    static void start() throws IOException {
        web = FakeWeb.start();
        HostileSites.on(web);
        IncidentSite.on(web);
        replica = ReplicaProcess.on(GleanerDatabase.fresh())
                .with(
                        "GLEANER_FETCH_RESOLVE",
                        web.resolveSetting() + "," + REFUSES + "=http://127.0.0.1:" + closedPort())
                .with("GLEANER_FETCH_READ_TIMEOUT", "5s")
                .with("GLEANER_FETCH_PAGE_DEADLINE", "15s")
                .with("GLEANER_FETCH_ROBOTS_DEADLINE", "15s")
                .with("GLEANER_PIPELINE_MAX_ATTEMPTS", "1")
                .start();
        errands = new Errands(replica.signIn());
    }

    @AfterAll
    static void stop() {
        if (replica != null) {
            replica.close();
        }
        web.close();
    }

    @Test
    void every_hostile_site_ends_with_its_reason_and_a_healthy_one_beside_them_is_scanned() {
        Map<String, ErrorCode> expected = new LinkedHashMap<>();
        HostileSites.ALL.forEach(site -> expected.put(site.host(), site.expected()));
        expected.put(REFUSES, ErrorCode.CONNECT_FAILED);
        expected.put(UNKNOWN, ErrorCode.DNS_NOT_FOUND);
        Map<String, String> scans = new LinkedHashMap<>();
        expected.keySet().forEach(host -> scans.put(host, errands.startScan(host)));
        String healthy = errands.startScan(IncidentSite.HOST);

        JsonNode scanned = errands.awaitScan(healthy);
        assertThat(scanned.path("status").asText()).as(scanned.toString()).isEqualTo("COMPLETE");
        assertThat(scanned.path("counts").path("pagesDone").asInt()).isEqualTo(15);
        Map<String, String> codes = new LinkedHashMap<>();
        scans.forEach((host, id) -> codes.put(host, endOf(host, errands.awaitScan(id))));
        Map<String, String> documented = new LinkedHashMap<>();
        expected.forEach((host, code) -> documented.put(host, code.code()));
        assertThat(codes).isEqualTo(documented);
    }

    /** The code with which it ended; the scan and its domain say the same. */
    private static String endOf(String host, JsonNode scan) {
        JsonNode domain = errands.domain(host);
        assertThat(scan.path("status").asText()).as(scan.toString()).isEqualTo("ERROR");
        assertThat(domain.path("processingStatus").asText())
                .as(domain.toString())
                .isIn("ERROR", "FILTERED");
        JsonNode error = scan.path("error");
        assertThat(error).as(host).isEqualTo(domain.path("error"));
        assertThat(error.path("message").asText()).as(host).isNotBlank().doesNotContain("Exception", "127.0.0.1");
        assertThat(error.path("step").asText()).as(host).isEqualTo("FETCH");
        assertThat(error.path("at").asText()).as(host).isNotEmpty();
        return error.path("code").asText();
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
