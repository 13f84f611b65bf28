package dev.gleaner.bench;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Keeps the results of each contest in {@code target/bench}, and makes a table and a picture of all that are there.
 */
final class Report {
    private static final Path FOLDER = Path.of("target", "bench");
    private static final String FIGURES = ".figures.json";
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** The contests, by the file that keeps their results. */
    private static final Map<String, String> CONTESTS =
            new TreeMap<>(Map.of("engine-direct", "direct", "engine-pgbouncer", "through PgBouncer"));

    private Report() {}

    /** Adds a contest's results. */
    static void write(String contest, Machine machine, List<Result> results) throws IOException {
        Files.createDirectories(FOLDER);
        JSON.writeValue(FOLDER.resolve(contest + ".json").toFile(), results);
        Files.writeString(FOLDER.resolve(contest + ".txt"), machine.sentence());
        print();
    }

    /** Adds what is no contest, under a name of its own. */
    static void figures(String name, Machine machine, List<Figure> figures) throws IOException {
        Files.createDirectories(FOLDER);
        JSON.writeValue(FOLDER.resolve(name + FIGURES).toFile(), figures);
        Files.writeString(FOLDER.resolve(name + ".txt"), machine.sentence());
        print();
    }

    private static void print() throws IOException {
        Map<String, List<Result>> all = new LinkedHashMap<>();
        for (Map.Entry<String, String> it : CONTESTS.entrySet()) {
            Path file = FOLDER.resolve(it.getKey() + ".json");
            if (Files.exists(file)) {
                all.put(it.getValue(), JSON.readValue(file.toFile(), new TypeReference<List<Result>>() {}));
            }
        }
        Files.writeString(
                FOLDER.resolve("engine.md"),
                (all.isEmpty() ? "" : table(all) + failures(all) + "\n") + figures() + "\n" + machines());
        Files.writeString(FOLDER.resolve("engine.svg"), BarChart.of("No-op jobs per second, median", all));
    }

    private static String figures() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (Path file : files(FIGURES)) {
            for (Figure it : JSON.readValue(file.toFile(), new TypeReference<List<Figure>>() {})) {
                lines.append(String.format("| %s | %s | %s |%n", it.measure(), it.value(), it.bar()));
            }
        }
        return lines.isEmpty() ? "" : "| measure | median (fastest–slowest) | bar |\n|---|---|---|\n" + lines;
    }

    private static String machines() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (Path file : files(".txt")) {
            String name = file.getFileName().toString().replace(".txt", "");
            lines.append(name).append(": ").append(Files.readString(file)).append('\n');
        }
        return lines.toString();
    }

    private static List<Path> files(String end) throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(it -> it.toString().endsWith(end)).sorted().toList();
        }
    }

    /** Who could not, and why. */
    private static String failures(Map<String, List<Result>> contests) {
        StringBuilder lines = new StringBuilder();
        contests.forEach((route, results) -> results.stream()
                .filter(Result::hasFailed)
                .forEach(it -> lines.append(
                        String.format("%n%s failed, %s: %s%n", it.name(), route, shortened(it.failure())))));
        return lines.toString();
    }

    private static String shortened(String reason) {
        String line = reason.lines().findFirst().orElse("");
        return line.length() > 200 ? line.substring(0, 200) + "…" : line;
    }

    private static String table(Map<String, List<Result>> contests) {
        StringBuilder table =
                new StringBuilder("| jobs per second, median (slowest–fastest); µs of the database each |");
        contests.keySet().forEach(route -> table.append(' ').append(route).append(" | µs |"));
        table.append("\n|---|").append("---|---|".repeat(contests.size())).append('\n');
        for (String name : names(contests)) {
            table.append("| ").append(name).append(" |");
            contests.values().forEach(results -> table.append(cells(results, name)));
            table.append('\n');
        }
        return table.toString();
    }

    private static List<String> names(Map<String, List<Result>> contests) {
        return contests.values().stream()
                .flatMap(List::stream)
                .map(Result::name)
                .distinct()
                .toList();
    }

    private static String cells(List<Result> results, String name) {
        return results.stream()
                .filter(it -> it.name().equals(name))
                .findAny()
                .map(it -> it.rounds().isEmpty()
                        ? " failed | |"
                        : String.format(
                                Locale.ROOT,
                                " %,.0f (%,.0f–%,.0f) | %.0f |",
                                it.median(),
                                it.slowest(),
                                it.fastest(),
                                it.databaseMicros()))
                .orElse(" | |");
    }
}
