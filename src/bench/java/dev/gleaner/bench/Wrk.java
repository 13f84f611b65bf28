package dev.gleaner.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Debian's wrk, for a few seconds.
 *
 * @param perSecond answered requests
 * @param p50 milliseconds within which half of the answers came
 * @param p99 milliseconds within which 99 of 100 came
 * @param failed how many were no success
 */
record Wrk(double perSecond, double p50, double p99, long failed) {
    static final int CLIENTS = 16;
    private static final int SECONDS = Integer.getInteger("bench.seconds", 3);

    /** Sends GET. */
    static Wrk get(String url, String token) throws IOException, InterruptedException {
        return run(List.of(url), token);
    }

    /** Sends what a script in Lua says. */
    static Wrk scripted(String script, String url, String token) throws IOException, InterruptedException {
        Path file = Files.createTempFile("bench", ".lua");
        Files.writeString(file, script);
        return run(List.of("--script", file.toString(), url), token);
    }

    private static Wrk run(List<String> what, String token) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "wrk",
                "--latency",
                "-t1",
                "-c" + CLIENTS,
                "-d" + SECONDS + "s",
                "-H",
                "Authorization: Bearer " + token));
        command.addAll(what);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(said);
        }
        return new Wrk(
                Double.parseDouble(find(said, "Requests/sec:\\s+([0-9.]+)").orElseThrow()),
                milliseconds(find(said, "50%\\s+([0-9.]+[a-z]+)").orElseThrow()),
                milliseconds(find(said, "99%\\s+([0-9.]+[a-z]+)").orElseThrow()),
                find(said, "Non-2xx or 3xx responses: ([0-9]+)")
                                .map(Long::parseLong)
                                .orElse(0L)
                        + find(said, "timeout ([0-9]+)").map(Long::parseLong).orElse(0L));
    }

    private static Optional<String> find(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static double milliseconds(String time) {
        double number = Double.parseDouble(time.replaceAll("[a-z]", ""));
        return switch (time.replaceAll("[0-9.]", "")) {
            case "us" -> number / 1000;
            case "ms" -> number;
            case "s" -> number * 1000;
            default -> number * 60_000;
        };
    }
}
