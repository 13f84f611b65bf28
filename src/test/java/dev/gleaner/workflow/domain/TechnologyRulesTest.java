package dev.gleaner.workflow.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.address.WebUrl;
import dev.gleaner.markup.ParsedPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TechnologyRulesTest {
    private static final TechnologyRules RULES = new TechnologyRules();

    static Stream<String> lines() throws IOException {
        return Files.readAllLines(Path.of("src/main/resources/dev/gleaner/workflow/domain/technologies.txt")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void every_trace_of_every_line_tells_its_technology(String line) {
        String[] parts = line.split("\\|");
        assertThat(parts).as("a name and at least one trace").hasSizeGreaterThan(1);
        for (String part : List.of(parts).subList(1, parts.length)) {
            String[] trace = part.strip().split(" ", 2);
            assertThat(trace[1]).isEqualTo(trace[1].toLowerCase(Locale.ROOT));
            assertThat(recognised(trace[0], trace[1])).as(part).contains(parts[0].strip());
        }
    }

    @Test
    void the_file_knows_much_and_nothing_twice() throws IOException {
        List<String> names = lines().map(line -> line.split("\\|")[0].strip()).toList();

        assertThat(names).hasSizeGreaterThan(100).doesNotHaveDuplicates();
    }

    @Test
    void the_head_of_an_answer_tells_of_the_server() {
        assertThat(RULES.namesFor(
                        page(""),
                        Map.of(
                                "server", "nginx/1.25",
                                "x-powered-by", "PHP/8.2",
                                "set-cookie", "PHPSESSID, laravel_session",
                                "content-type", "text/html")))
                .containsExactly("Laravel", "nginx", "PHP");
    }

    private static List<String> recognised(String place, String text) {
        return switch (place) {
            case "generator" -> namesOn("<meta name=generator content=\"" + text + "\">");
            case "src" -> namesOn("<img src=\"" + text + "\">");
            case "inline" -> namesOn("<script>" + text + "</script>");
            case "meta" -> namesOn("<meta name=\"" + text + "\" content=x>");
            case "class" -> namesOn("<div class=\"" + text.strip() + "\">");
            case "id" ->
                namesOn(
                        text.startsWith(" ")
                                ? "<div id=\"" + text.strip() + "\">"
                                : "<script id=\"" + text + "\"></script>");
            case "attribute" -> namesOn("<div" + text + "x>");
            case "header" -> namesWith(text.split(": ?", 2));
            case "cookie" -> RULES.namesFor(page(""), Map.of("set-cookie", text.strip()));
            default -> throw new AssertionError("there is no place " + place);
        };
    }

    /** Part of a value may stand for the whole header. */
    private static List<String> namesWith(String... header) {
        String value = header.length > 1 ? header[1] : "";
        return Stream.of(header[0], header[0] + "x")
                .flatMap(name -> Stream.concat(
                        RULES.namesFor(page(""), Map.of(name, value)).stream(),
                        RULES.namesFor(page(""), Map.of("link", name)).stream()))
                .toList();
    }

    private static List<String> namesOn(String html) {
        return RULES.namesFor(page(html), Map.of());
    }

    private static ParsedPage page(String html) {
        return ParsedPage.parse(html, WebUrl.of("https://acme.test/"), Optional.empty());
    }
}
