package dev.gleaner.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.fixture.FakeWeb;
import dev.gleaner.fixture.GleanerDatabase;
import dev.gleaner.fixture.ReplicaProcess;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a stock generator makes of the OpenAPI document, before this test runs, is a client that works. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ClientIT {
    private static final Path GENERATED = Path.of("target", "client", "src", "main", "java");
    private static final Path PROGRAM = Path.of("src", "test", "client", "ScanASite.java");
    private static final String LIBRARIES = System.getProperty("java.class.path");
    private static final int MINUTES = 4;

    @TempDir
    private Path folder;

    @Test
    void a_program_scans_a_site_with_it() throws Exception {
        try (FakeWeb web = FakeWeb.start();
                ReplicaProcess replica = ReplicaProcess.on(GleanerDatabase.fresh())
                        .visiting(web)
                        .with("GLEANER_FETCH_DEFAULT_DELAY", "5ms")
                        .with("GLEANER_STOCKS_DIR", folder.resolve("stocks").toString())
                        .start()) {
            web.site("client.test")
                    .page("/", "<title>Home</title><a href=/contact>contact</a>")
                    .page("/contact", "<title>Contact</title><a href='mailto:hello@client.test'>mail</a>");

            compile();

            assertThat(run(replica))
                    .containsExactly(
                            "signed in: [ADMIN]",
                            "submitted: client.test created",
                            "submitted: no domain invalid",
                            "scan: COMPLETE 2 pages",
                            "took time: true",
                            "events: true",
                            "pages, one by one: [Home, Contact]",
                            "contact page: COMPLETE 200",
                            "EMAIL: hello@client.test MAILTO",
                            "exported rows: 1",
                            "archived: 1",
                            "brought: ACME_2024-03-15.csv for ACME",
                            "pipelines: [domain, page, pricefile, sitemap, stock]",
                            "problem: 400 invalid_request",
                            "field: domain");
        }
    }

    private void compile() throws IOException {
        try (Stream<Path> sources = Files.walk(GENERATED)) {
            List<String> options = Stream.concat(
                            Stream.of("-nowarn", "-proc:none", "-cp", LIBRARIES, "-d", classes(), PROGRAM.toString()),
                            sources.map(Path::toString).filter(name -> name.endsWith(".java")))
                    .toList();
            assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, options.toArray(String[]::new)))
                    .isZero();
        }
    }

    private List<String> run(ReplicaProcess replica) throws Exception {
        Path output = folder.resolve("output");
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classes() + File.pathSeparator + LIBRARIES,
                        "ScanASite",
                        replica.baseUri().toString().replaceFirst("/$", ""),
                        ReplicaProcess.ADMIN_EMAIL,
                        ReplicaProcess.ADMIN_PASSWORD,
                        "client.test")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!program.waitFor(MINUTES, TimeUnit.MINUTES)) {
            program.destroyForcibly();
        }
        assertThat(program.waitFor()).as(Files.readString(output)).isZero();
        return Files.readAllLines(output);
    }

    private String classes() {
        return folder.resolve("classes").toString();
    }
}
