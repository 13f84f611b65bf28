package dev.gleaner.bench;

import dev.gleaner.fixture.DatabaseAddress;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;

/**
 * Where it was measured, and what else happened there.
 *
 * @param sentence for the report
 */
record Machine(String sentence) {

    static Machine of(DatabaseAddress database, double loadBefore, int rounds) throws SQLException {
        return new Machine(String.format(
                Locale.ROOT,
                "%d rounds, %d cores (%s), load %.1f before and %.1f after, Java %s, Node.js %s, PostgreSQL %s, %s",
                rounds,
                Runtime.getRuntime().availableProcessors(),
                processor(),
                loadBefore,
                load(),
                Runtime.version(),
                firstLine("node", "--version"),
                database.ask("show server_version"),
                firstLine("pgbouncer", "--version")));
    }

    /** How many processes wanted to run in the last minute; negative where the system does not tell. */
    static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private static String processor() {
        try {
            return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException elsewhere) {
            return System.getProperty("os.arch");
        }
    }

    private static String firstLine(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("");
        } catch (IOException absent) {
            return command[0] + " unknown";
        }
    }
}
