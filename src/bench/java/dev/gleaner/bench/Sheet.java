package dev.gleaner.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one benchmark found: a table and a picture in {@code target/bench}, written anew with each row. */
final class Sheet {
    private static final Path FOLDER = Path.of("target", "bench");

    private final String file;
    private final String title;
    private final List<String> lines = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final Map<String, List<Result>> bars = new LinkedHashMap<>();

    Sheet(String file, String title, String... columns) {
        this.file = file;
        this.title = title;
        lines.add("| " + String.join(" | ", columns) + " |");
        lines.add("|" + "---|".repeat(columns.length));
    }

    /** A row of the table. */
    void row(String... cells) {
        lines.add("| " + String.join(" | ", cells) + " |");
        System.out.println(file + ": " + lines.get(lines.size() - 1));
        write();
    }

    /** What may go wrong. */
    interface Part {
        void run() throws Exception;
    }

    /** A part of the benchmark: if it fails, the table says so and why, and the rest goes on. */
    void attempt(String name, Part part) {
        try {
            part.run();
        } catch (Exception failure) {
            row(name, "failed: " + String.valueOf(failure.getMessage()).replaceAll("\\s+", " "));
        }
    }

    /** A sentence below the table. */
    void note(String sentence) {
        notes.add(sentence);
        write();
    }

    /** Bars of the picture that belong together. */
    void bars(String group, List<Result> results) {
        bars.put(group, results);
        write();
    }

    /** One more bar of a group, for what is measured once. */
    void bar(String group, String name, double value) {
        bars.computeIfAbsent(group, unseen -> new ArrayList<>())
                .add(new Result(name, List.of(new Round(value, 0, 0)), ""));
        write();
    }

    /** Whatever comes later, so much is known. */
    private void write() {
        try {
            Files.createDirectories(FOLDER);
            Files.writeString(
                    FOLDER.resolve(file + ".md"),
                    String.join("\n", lines) + "\n\n" + String.join("\n\n", notes) + "\n");
            if (!bars.isEmpty()) {
                Files.writeString(FOLDER.resolve(file + ".svg"), BarChart.of(title, bars));
            }
        } catch (IOException full) {
            System.out.println("The sheet " + file + " could not be written: " + full);
        }
    }
}
