package dev.gleaner.acceptance;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** The published contract, kept beside the tests so that nobody changes it by accident. */
@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class OpenApiTest {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
    private static final Path REVIEWED = Path.of("src", "test", "resources", "openapi.json");
    private static final Path FOUND = Path.of("target", "openapi.json");

    /** Resources that exist for tests only. */
    private static final String TOYS = "/api/v1/toys";

    @Test
    void the_contract_changes_only_on_purpose() throws IOException {
        String found = written(published());
        String reviewed = Files.exists(REVIEWED) ? Files.readString(REVIEWED) : "";
        if (!found.equals(reviewed)) {
            Files.writeString(FOUND, found);
        }
        assertThat(found)
                .as(
                        "The OpenAPI document has changed. If clients can live with that, accept it: cp %s %s",
                        FOUND, REVIEWED)
                .isEqualTo(reviewed);
    }

    @Test
    void every_call_of_the_contract_is_published() throws IOException {
        JsonNode paths = published().path("paths");

        List.of(
                        "post /api/v1/auth/login",
                        "get /api/v1/auth/me",
                        "post /api/v1/users",
                        "post /api/v1/scans",
                        "get /api/v1/scans/{id}",
                        "get /api/v1/scans/{id}/events",
                        "get /api/v1/contacts",
                        "get /api/v1/contacts/{id}",
                        "get /api/v1/contacts/export",
                        "get /api/v1/connections",
                        "get /api/v1/pipelines",
                        "post /api/v1/pipelines/{name}/pause",
                        "post /api/v1/pipelines/{name}/resume",
                        "get /api/v1/pipelines/{name}/attempts",
                        "get /api/v1/stocks",
                        "get /api/v1/stocks/{symbol}",
                        "put /api/v1/stocks/{symbol}",
                        "delete /api/v1/stocks/{symbol}",
                        "get /api/v1/stocks/{symbol}/prices",
                        "get /api/v1/stocks/{symbol}/events",
                        "get /api/v1/stocks/files",
                        "post /api/v1/stocks/files",
                        "get /api/v1/stocks/files/{id}",
                        "post /api/v1/stocks/files/{id}/requeue")
                .forEach(call -> assertThat(isIn(paths, call)).as(call).isTrue());
        for (String kind : List.of("domains", "sitemaps", "pages")) {
            List.of("get ", "get /{id}", "get /export", "post ", "post /import", "patch /curation", "post /requeue")
                    .forEach(call -> assertThat(isIn(paths, call.replace(" ", " /api/v1/" + kind)))
                            .as(kind + ": " + call)
                            .isTrue());
        }
    }

    private static boolean isIn(JsonNode paths, String call) {
        String[] parts = call.split(" ");
        return paths.path(parts[1]).has(parts[0]);
    }

    @Test
    void every_reference_leads_somewhere() throws IOException {
        JsonNode document = published();

        assertThat(references(document))
                .allSatisfy(reference -> assertThat(
                                document.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
    }

    /** What the service publishes, without the toys and what only they use. */
    private static JsonNode published() throws IOException {
        ObjectNode document = (ObjectNode) JSON.readTree(
                given().queryParam("format", "json").get("/q/openapi").asString());
        ObjectNode paths = (ObjectNode) document.path("paths");
        names(paths).filter(path -> path.startsWith(TOYS)).toList().forEach(paths::remove);
        ObjectNode schemas = (ObjectNode) document.path("components").path("schemas");
        Set<String> used = new HashSet<>();
        reach(document, paths, used);
        names(schemas)
                .filter(name -> !used.contains("#/components/schemas/" + name))
                .toList()
                .forEach(schemas::remove);
        document.remove("tags");
        document.remove("servers");
        return document;
    }

    private static void reach(JsonNode document, JsonNode from, Set<String> used) {
        for (String reference : references(from)) {
            if (used.add(reference)) {
                reach(document, document.at(reference.substring(1)), used);
            }
        }
    }

    private static List<String> references(JsonNode node) {
        return node.findValuesAsText("$ref");
    }

    private static Stream<String> names(JsonNode node) {
        return node.properties().stream().map(Map.Entry::getKey);
    }

    private static String written(JsonNode document) throws IOException {
        Object sorted = JSON.convertValue(document, TreeMap.class);
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(sorted) + "\n";
    }
}
