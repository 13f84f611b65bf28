package dev.gleaner.acceptance;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gleaner.fixture.GleanerClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a client does again and again: start a scan, wait for its end, read a list to its last page. */
final class Errands {
    private static final Set<String> FINAL = Set.of("COMPLETE", "EMPTY", "ERROR");
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int PAGE = 500;

    private final GleanerClient client;

    Errands(GleanerClient client) {
        this.client = client;
    }

    GleanerClient client() {
        return client;
    }

    /** Starts a scan; options are name, value, name, value. The result is its id. */
    String startScan(String domain, Object... options) {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("domain", domain);
        for (int i = 0; i < options.length; i += 2) {
            request.put(options[i].toString(), options[i + 1]);
        }
        return client.post("/api/v1/scans", request).expect(202).at("id").asText();
    }

    /** Starts a scan and waits for its end. */
    JsonNode scan(String domain, Object... options) {
        return awaitScan(startScan(domain, options));
    }

    /** The scan when it has ended. */
    JsonNode awaitScan(String id) {
        return await("scan " + id + " has ended")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(
                        () -> scanNow(id),
                        scan -> FINAL.contains(scan.path("status").asText()));
    }

    /** The scan as it is. */
    JsonNode scanNow(String id) {
        return client.get("/api/v1/scans/" + id).expect(200).body();
    }

    /** All items of a list, whose path has no limit and no cursor. */
    List<JsonNode> all(String path) {
        List<JsonNode> items = new ArrayList<>();
        String base = path + (path.contains("?") ? "&" : "?") + "limit=" + PAGE;
        JsonNode cursor = null;
        do {
            GleanerClient.Answer answer = client.get(cursor == null ? base : base + "&cursor=" + cursor.asText())
                    .expect(200);
            answer.at("items").forEach(items::add);
            cursor = answer.at("nextCursor");
        } while (!cursor.isNull());
        return items;
    }

    /** One field of all items of a list, sorted. */
    List<String> all(String path, String field) {
        return all(path).stream()
                .map(item -> item.path(field).asText())
                .sorted()
                .toList();
    }

    /** The domain with this name. */
    JsonNode domain(String name) {
        return all("/api/v1/domains?q=" + name).stream()
                .filter(domain -> domain.path("domain").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The filter that restricts a list to one domain. */
    String of(String name) {
        return "?domainId=" + domain(name).path("id").asText();
    }
}
