package dev.gleaner.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.fixture.FakeWeb;
import dev.gleaner.fixture.GleanerDatabase;
import dev.gleaner.fixture.ReplicaProcess;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guide to the API is a script that works: its blocks are run in their order, as a reader would. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class GuideIT {
    private static final Path GUIDE = Path.of("src", "docs", "api.md");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh\\n(.*?)^```$");
    private static final String EXPECTED = "# → ";
    private static final int MINUTES = 4;

    @TempDir
    private Path folder;

    @Test
    void its_commands_answer_what_it_says() throws Exception {
        assumeInstalled("bash");
        assumeInstalled("curl");
        try (FakeWeb web = FakeWeb.start();
                ReplicaProcess replica =
                        ReplicaProcess.on(GleanerDatabase.fresh()).visiting(web).start()) {
            web.site("guide.test")
                    .page("/", "<title>Guide</title><a href=/contact>contact</a>")
                    .page("/contact", "<a href='mailto:hello@guide.test'>mail</a>");
            List<String> script = script();
            assertThat(script).anyMatch(line -> line.startsWith(EXPECTED));

            Path output = run(script, replica);

            String said = Files.readString(output);
            int at = 0;
            for (String expected : expectations(script)) {
                int found = said.indexOf(expected, at);
                assertThat(found).as("%s in\n%s", expected, said.substring(at)).isNotNegative();
                at = found;
            }
        }
    }

    private static List<String> script() throws IOException {
        return BLOCK.matcher(Files.readString(GUIDE))
                .results()
                .map((MatchResult block) -> block.group(1))
                .flatMap(String::lines)
                .toList();
    }

    private static List<String> expectations(List<String> script) {
        return script.stream()
                .filter(line -> line.startsWith(EXPECTED))
                .map(line -> line.substring(EXPECTED.length()))
                .toList();
    }

    private Path run(List<String> script, ReplicaProcess replica) throws Exception {
        Path file = folder.resolve("guide.sh");
        Path output = folder.resolve("output");
        Files.writeString(file, "set -euo pipefail\n" + String.join("\n", script) + "\n", StandardCharsets.UTF_8);
        ProcessBuilder bash = new ProcessBuilder("bash", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        String base = replica.baseUri().toString();
        bash.environment().put("BASE", base.substring(0, base.length() - 1));
        bash.environment().put("EMAIL", ReplicaProcess.ADMIN_EMAIL);
        bash.environment().put("PASSWORD", ReplicaProcess.ADMIN_PASSWORD);
        bash.environment().put("SITE", "guide.test");
        Process process = bash.start();
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        assertThat(process.waitFor()).as(Files.readString(output)).isZero();
        return output;
    }

    private static void assumeInstalled(String tool) {
        boolean there = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
        if (!there && "true".equals(System.getenv("CI"))) {
            throw new AssertionError(tool + " is not installed: the guide is not tested");
        }
        if (!there) {
            System.err.println(Stream.generate(() -> "*").limit(70).collect(Collectors.joining()) + "\n  SKIPPED: "
                    + tool + " is not installed, so the guide to the API is not tested\n");
        }
        Assumptions.assumeTrue(there, tool + " is not installed");
    }
}
