package dev.gleaner.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.address.WebUrl;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RobotsEvaluatorTest {
    private static final String ROBOTS = """
            # everybody else
            User-agent: *
            Disallow: /private/   # not for you
            Allow: /private/press
            Disallow: /*.pdf$

            User-agent: Gleaner
            User-agent: Other
            Crawl-delay: 2
            Disallow: /cart
            Allow: /cart/help
            Disallow:

            Sitemap: /maps/index.xml
            """;

    private final RobotsEvaluator evaluator = new RobotsEvaluator(TestSettings.with(Map.of()));

    @ParameterizedTest
    @CsvSource({
        "/,               true,  ,                     ",
        "/cart,           false, Disallow: /cart,      10",
        "/cart/help,      true,  Allow: /cart/help,    11",
        "/private/,       true,  ,                     ",
    })
    void our_own_group_decides_and_no_other(String path, boolean allowed, String rule, Integer line) {
        assertThat(decide("gleaner", path)).isEqualTo(expected(path, allowed, rule, line));
    }

    @ParameterizedTest
    @CsvSource({
        "/private/x,      false, Disallow: /private/,  3",
        "/private/press,  true,  Allow: /private/press, 4",
        "/a/b.pdf,        false, Disallow: /*.pdf$,    5",
        "/a/b.pdf?x=1,    true,  ,                     ",
        "/cart,           true,  ,                     ",
    })
    void an_agent_without_a_group_takes_the_one_for_everybody(String path, boolean allowed, String rule, Integer line) {
        assertThat(decide("stranger", path)).isEqualTo(expected(path, allowed, rule, line));
    }

    @Test
    void a_site_closed_to_everybody_says_by_which_line() {
        var decision = evaluator
                .evaluate("User-agent: *\nDisallow: /\n", "gleaner", List.of(url("/x")))
                .decisions()
                .get(0);
        assertThat(decision.allowed()).isFalse();
        assertThat(decision.rule()).contains("Disallow: /");
        assertThat(decision.line()).contains(2);
    }

    @Test
    void the_delay_is_clamped_and_sitemaps_are_resolved() {
        var evaluation = evaluator.evaluate(
                "Sitemap: /maps/index.xml\nUser-agent: *\nCrawl-delay: 86400\nDisallow: /x\n",
                "gleaner",
                List.of(url("/")));
        assertThat(evaluation.crawlDelay()).contains(Duration.ofSeconds(30));
        assertThat(evaluation.sitemaps()).containsExactly(url("/maps/index.xml"));
    }

    @Test
    void the_name_of_an_agent_begins_with_its_product_token() {
        assertThat(RobotsEvaluator.productToken("Gleaner/1.0 (+https://x.example)"))
                .contains("gleaner");
        assertThat(RobotsEvaluator.productToken("(compatible)")).isEmpty();
    }

    @Test
    void the_rules_of_a_group_share_its_agents() {
        String rules = "Disallow: /1\nSitemap: /s.xml\nDisallow: /2\n";
        RobotsText text = RobotsText.of(
                ("User-agent: a\nUser-agent: b\n" + rules + "User-agent: a\n" + rules).getBytes(StandardCharsets.UTF_8),
                1000);
        List<RobotsLine> lines = RobotsLine.of(text, "a");

        assertThat(lines)
                .extracting(RobotsLine::agents)
                .containsExactly(Set.of("a", "b"), Set.of("a", "b"), Set.of("a"), Set.of("a"));
        assertThat(lines.get(1).agents()).isSameAs(lines.get(0).agents());
        assertThat(lines.get(3).agents()).isSameAs(lines.get(2).agents());
    }

    private RobotsEvaluator.Decision decide(String agent, String path) {
        return evaluator.evaluate(ROBOTS, agent, List.of(url(path))).decisions().get(0);
    }

    private static RobotsEvaluator.Decision expected(String path, boolean allowed, String rule, Integer line) {
        return new RobotsEvaluator.Decision(url(path), allowed, Optional.ofNullable(rule), Optional.ofNullable(line));
    }

    private static WebUrl url(String path) {
        return WebUrl.of("https://shop.test" + path);
    }
}
