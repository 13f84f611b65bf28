package dev.gleaner.workflow.sitemap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.address.SiteName;
import dev.gleaner.address.WebUrl;
import dev.gleaner.fetch.Content;
import dev.gleaner.fetch.Response;
import dev.gleaner.fetch.Validators;
import dev.gleaner.pipeline.Outcome;
import dev.gleaner.vocabulary.ErrorCode;
import dev.gleaner.workflow.page.PageClassifier;
import dev.gleaner.workflow.site.Site;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every case of {@code sitemaps/corpus.txt} gives what stands there: after sniffing, both passes and the site's rule. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SitemapCorpusTest {
    private static final Pattern CASE = Pattern.compile(
            "^=== (?<name>[^|\\n]+?)(?: \\| (?<steps>[^\\n]+))?\\n(?<text>.*?)\\n--- (?<kind>[A-Z]+)(?<broken> broken)?\\n"
                    + "(?<urls>(?:https?://[^\\n]+\\n)*)",
            Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9a-f]{4})");

    private static final WebUrl ADDRESS = WebUrl.of("https://shop.test/maps/sitemap.xml");
    private static final SitemapImporter IMPORTER = new SitemapImporter(
            new SmallRyeConfigBuilder()
                    .addDiscoveredConverters()
                    .addDefaultInterceptors()
                    .withMapping(SitemapSettings.class)
                    .build()
                    .getConfigMapping(SitemapSettings.class),
            new PageClassifier());

    private record Case(String name, List<String> steps, String text, String kind, boolean broken, List<String> urls) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() throws IOException {
        return CASE.matcher(Files.readString(Path.of("src/test/resources/sitemaps/corpus.txt")))
                .results()
                .map(found -> new Case(
                        found.group(1),
                        found.group(2) == null
                                ? List.of()
                                : List.of(found.group(2).split(" ")),
                        found.group(3),
                        found.group(4),
                        found.group(5) != null,
                        found.group(6).lines().toList()));
    }

    @Test
    void no_case_is_overlooked() throws IOException {
        String corpus = Files.readString(Path.of("src/test/resources/sitemaps/corpus.txt"));

        assertThat(cases()).hasSizeGreaterThan(100).hasSize((int)
                corpus.lines().filter(line -> line.startsWith("=== ")).count());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void it_gives_exactly_its_addresses(Case expected) throws IOException {
        Outcome<SitemapVisit> outcome = IMPORTER.read(task(), response(bytes(expected)));

        if (expected.kind().equals("NONE")) {
            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Outcome.Discard.class,
                            discarded -> assertThat(((Outcome.Discard<?>) discarded)
                                            .reason()
                                            .code())
                                    .isEqualTo(ErrorCode.UNSUPPORTED_CONTENT));
            return;
        }
        SitemapVisit visit = outcome instanceof Outcome.Done<SitemapVisit> done
                ? done.result()
                : ((Outcome.Empty<SitemapVisit>) outcome).result();
        Import read = visit.read().orElseThrow();
        assertThat(urls(read)).isEqualTo(expected.urls());
        assertThat(read.kind()).hasToString(expected.kind());
        assertThat(read.problem() != null).as(read.problem()).isEqualTo(expected.broken());
        assertThat(read.importedCount()).isEqualTo(expected.urls().size());
    }

    private static SitemapWorkflow.Task task() {
        Site site = new Site("tenant", UUID.randomUUID(), new SiteName("shop.test"));
        return new SitemapWorkflow.Task(site, UUID.randomUUID(), ADDRESS, 0, null, Optional.empty(), false);
    }

    private static Response response(byte[] bytes) {
        return new Response(
                ADDRESS,
                ADDRESS,
                200,
                Map.of(),
                "text/html",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Validators.none(ADDRESS),
                new Content.InMemory(bytes));
    }

    private static List<String> urls(Import read) {
        return Stream.concat(
                        read.pages().stream().map(page -> page.url().toString()),
                        read.children().stream().map(child -> child.url().toString()))
                .toList();
    }

    private static byte[] bytes(Case written) {
        String text = ESCAPE.matcher(written.text())
                .replaceAll(found -> String.valueOf((char) Integer.parseInt(found.group(1), 16)));
        byte[] bytes = null;
        for (String step : written.steps()) {
            switch (step) {
                case "crlf" -> text = text.replace("\n", "\r\n");
                case "cr" -> text = text.replace("\n", "\r");
                case "gzip" -> bytes = Reading.gzip(bytes == null ? encoded(text, "utf-8") : bytes);
                default -> bytes = encoded(text, step);
            }
        }
        return bytes == null ? encoded(text, "utf-8") : bytes;
    }

    private static byte[] encoded(String text, String encoding) {
        boolean marked = encoding.endsWith("-bom");
        Charset charset = Charset.forName(encoding.replace("-bom", ""));
        return ((marked ? "\uFEFF" : "") + text).getBytes(charset);
    }
}
