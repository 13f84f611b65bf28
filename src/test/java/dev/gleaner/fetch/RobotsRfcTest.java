package dev.gleaner.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.address.WebUrl;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * RFC 9309 and what the large search engines' matcher is known to do, in our own cases. Each is put to the fetcher and to
 * the evaluator, which must agree; the line that the case names is the line that the evaluator gives.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RobotsRfcTest {
    private static final String SITE = "https://shop.test";
    private static final FetchSettings SETTINGS = TestSettings.defaults();

    private final RobotsReader reader = new RobotsReader(SETTINGS);
    private final RobotsEvaluator evaluator = new RobotsEvaluator(SETTINGS);

    /** A line 0 stands for none. */
    private static Arguments allowed(String path, int line, String... file) {
        return Arguments.of(String.join("\n", file), path, true, line);
    }

    private static Arguments forbidden(String path, int line, String... file) {
        return Arguments.of(String.join("\n", file), path, false, line);
    }

    static Stream<Arguments> groups() {
        return Stream.of(
                forbidden("/x", 2, "user-agent: gleaner", "disallow: /"),
                forbidden("/x", 2, "USER-AGENT: GlEaNeR", "DISALLOW: /"),
                forbidden("/x", 2, "User-agent:gleaner", "Disallow:/"),
                forbidden("/x", 2, " \tuser-agent \t: gleaner \t", "\t disallow\t :\t / "),
                allowed("/x", 0, "user-agent: other", "disallow: /"),
                allowed("/x", 0, "disallow: /", "allow: /y"),
                allowed("/x", 3, "disallow: /", "user-agent: gleaner", "allow: /x"),
                forbidden("/x", 3, "user-agent: gleaner", "user-agent: other", "disallow: /x"),
                forbidden("/x", 3, "user-agent: other", "user-agent: gleaner", "disallow: /x"),
                forbidden("/x", 5, "user-agent: gleaner", "", "user-agent: other", "", "disallow: /x"),
                forbidden(
                        "/b",
                        6,
                        "user-agent: gleaner",
                        "disallow: /a",
                        "user-agent: other",
                        "disallow: /c",
                        "user-agent: gleaner",
                        "disallow: /b"),
                allowed("/c", 0, "user-agent: gleaner", "disallow: /a", "user-agent: other", "disallow: /c"),
                allowed("/x", 0, "user-agent: *", "disallow: /", "user-agent: gleaner", "disallow: /y"),
                allowed("/x", 0, "user-agent: gleaner", "disallow: /y", "user-agent: *", "disallow: /"),
                allowed("/x", 0, "user-agent: *", "disallow: /", "user-agent: gleaner"),
                allowed("/x", 0, "user-agent: *", "disallow: /", "user-agent: gleaner", "disallow:"),
                allowed("/x", 0, "user-agent: *", "disallow: /", "user-agent: gleaner", "crawl-delay: 3"),
                forbidden("/x", 3, "user-agent: *", "user-agent: gleaner", "disallow: /", "user-agent: *", "allow: /"),
                forbidden(
                        "/b", 5, "user-agent: *", "disallow: /a", "user-agent: other", "user-agent: *", "disallow: /b"),
                // other records neither end a group nor begin one
                forbidden(
                        "/x",
                        4,
                        "user-agent: gleaner",
                        "sitemap: https://shop.test/s",
                        "user-agent: other",
                        "disallow: /x"),
                forbidden("/x", 4, "user-agent: gleaner", "host: shop.test", "user-agent: other", "disallow: /x"),
                forbidden("/x", 4, "user-agent: gleaner", "what is this", "user-agent: other", "disallow: /x"),
                forbidden(
                        "/x",
                        3,
                        "sitemap: https://shop.test/s",
                        "user-agent: gleaner",
                        "disallow: /x",
                        "sitemap: https://shop.test/t"));
    }

    static Stream<Arguments> names() {
        return Stream.of(
                forbidden("/x", 2, "user-agent: gleaner/2.1", "disallow: /"),
                forbidden("/x", 2, "user-agent: Gleaner/2.1 (+https://gleaner.example)", "disallow: /"),
                forbidden("/x", 2, "user-agent: gleaner of pages", "disallow: /"),
                forbidden("/x", 2, "user-agent: gleaner, other", "disallow: /"),
                forbidden("/x", 2, "user-agent: gleaner*", "disallow: /"),
                forbidden("/x", 2, "user-agent: gleaner7", "disallow: /"),
                allowed("/x", 0, "user-agent: gleaner-images", "disallow: /"),
                allowed("/x", 0, "user-agent: gleaner_x", "disallow: /"),
                allowed("/x", 0, "user-agent: glean", "disallow: /"),
                allowed("/x", 0, "user-agent: other gleaner", "disallow: /"),
                allowed("/x", 0, "user-agent: mozilla/5.0 (compatible; gleaner/1.0)", "disallow: /"),
                allowed("/x", 0, "user-agent: *gleaner", "disallow: /"),
                forbidden("/x", 2, "user-agent: * and everybody else", "disallow: /"),
                forbidden("/x", 2, "user-agent: *\t", "disallow: /"),
                forbidden("/x", 2, "user-agent: *# all", "disallow: /"),
                allowed("/x", 0, "user-agent: */1.0", "disallow: /"),
                allowed("/x", 0, "user-agent:", "disallow: /"),
                allowed("/x", 0, "user-agent: 360bot", "disallow: /"),
                forbidden("/x", 2, "user-agent: gleaner", "disallow: /", "user-agent:", "allow: /"));
    }

    static Stream<Arguments> paths() {
        return Stream.of(
                forbidden("/fish", 2, "user-agent: *", "disallow: /fish"),
                forbidden("/fishheads/yummy.html", 2, "user-agent: *", "disallow: /fish"),
                forbidden("/fish?id=1", 2, "user-agent: *", "disallow: /fish"),
                allowed("/Fish", 0, "user-agent: *", "disallow: /fish"),
                allowed("/catfish", 0, "user-agent: *", "disallow: /fish"),
                allowed("/fish", 0, "user-agent: *", "disallow: /fish/"),
                forbidden("/", 2, "user-agent: *", "disallow: /"),
                forbidden("/?q", 2, "user-agent: *", "disallow: /?"),
                allowed("/x?u=/fish", 0, "user-agent: *", "disallow: /fish"),
                allowed("/fish", 0, "user-agent: *", "disallow: fish"),
                allowed("/fish", 0, "user-agent: *", "disallow: https://shop.test/fish"),
                // the most specific rule, whatever the order; allow wins between equals
                forbidden("/x/page.html", 2, "user-agent: *", "disallow: /x/page.html", "allow: /x/"),
                allowed("/x/page.html", 2, "user-agent: *", "allow: /x/page.html", "disallow: /x/"),
                forbidden("/x/", 3, "user-agent: *", "allow: /x/page.html", "disallow: /x/"),
                forbidden("/x", 2, "user-agent: *", "disallow: /x", "allow: /x/"),
                allowed("/x/", 3, "user-agent: *", "disallow: /x", "allow: /x/"),
                allowed("/x", 3, "user-agent: *", "disallow: /x", "allow: /x"),
                allowed("/x", 2, "user-agent: *", "allow: /x", "disallow: /x"),
                allowed("/x", 0, "user-agent: *", "disallow:", "allow:"),
                forbidden("/x", 2, "user-agent: *", "disallow: /x", "disallow:"),
                forbidden("/page.html", 3, "user-agent: *", "allow: /page", "disallow: /*.html"),
                allowed("/page", 2, "user-agent: *", "allow: /page", "disallow: /*.html"),
                allowed("/x/page.html", 2, "user-agent: *", "allow: /x/page.", "disallow: /*.html"),
                forbidden("/a", 3, "user-agent: *", "allow: /a", "disallow: /a$"),
                // robots.txt itself
                allowed("/robots.txt", 0, "user-agent: *", "disallow: /"),
                forbidden("/robots.txt?x=1", 2, "user-agent: *", "disallow: /"),
                forbidden("/a/robots.txt", 2, "user-agent: *", "disallow: /"),
                // an index is allowed under the name of its directory, too
                allowed("/i/", 3, "user-agent: *", "disallow: /", "allow: /i/index.html"),
                allowed("/i/index.html", 3, "user-agent: *", "disallow: /", "allow: /i/index.html"),
                allowed("/i/", 3, "user-agent: *", "disallow: /", "allow: /i/index.htm"),
                forbidden("/i/x", 2, "user-agent: *", "disallow: /", "allow: /i/index.html"),
                allowed("/", 3, "user-agent: *", "disallow: /", "allow: /index.html"));
    }

    static Stream<Arguments> specials() {
        return Stream.of(
                forbidden("/a.php", 2, "user-agent: *", "disallow: /*.php"),
                forbidden("/a.php?x=1", 2, "user-agent: *", "disallow: /*.php"),
                forbidden("/dir/a.php/", 2, "user-agent: *", "disallow: /*.php"),
                allowed("/a.PHP", 0, "user-agent: *", "disallow: /*.php"),
                forbidden("/a.php", 2, "user-agent: *", "disallow: /*.php$"),
                allowed("/a.php?x=1", 0, "user-agent: *", "disallow: /*.php$"),
                forbidden("/a.php.php", 2, "user-agent: *", "disallow: /*.php$"),
                forbidden("/aXaXa", 2, "user-agent: *", "disallow: /*a*a$"),
                allowed("/aXaXb", 0, "user-agent: *", "disallow: /*a*a$"),
                allowed("/a", 0, "user-agent: *", "disallow: /a*a$"),
                forbidden("/", 2, "user-agent: *", "disallow: /$"),
                allowed("/a", 0, "user-agent: *", "disallow: /$"),
                forbidden("/a", 2, "user-agent: *", "disallow: *"),
                forbidden("/a/b", 2, "user-agent: *", "disallow: *b"),
                forbidden("/a/x/b", 2, "user-agent: *", "disallow: /a/**/b"),
                forbidden("/a", 2, "user-agent: *", "disallow: /a*"),
                forbidden("/a/b", 2, "user-agent: *", "disallow: /a*$"),
                allowed("/a", 0, "user-agent: *", "disallow: $"),
                forbidden("/a$b", 2, "user-agent: *", "disallow: /a$b"),
                forbidden("/a$", 2, "user-agent: *", "disallow: /a%24"),
                allowed("/a", 0, "user-agent: *", "disallow: /a%24"),
                forbidden("/a*b", 2, "user-agent: *", "disallow: /a%2Ab"),
                allowed("/aXb", 0, "user-agent: *", "disallow: /a%2Ab"),
                forbidden("/fish*.php", 2, "user-agent: *", "disallow: /fish*.php"));
    }

    static Stream<Arguments> encodings() {
        return Stream.of(
                forbidden("/foo/bar?baz=https://foo.bar", 2, "user-agent: *", "disallow: /foo/bar?baz=https://foo.bar"),
                forbidden("/foo/bar/%E3%83%84", 2, "user-agent: *", "disallow: /foo/bar/ツ"),
                forbidden("/foo/bar/ツ", 2, "user-agent: *", "disallow: /foo/bar/%E3%83%84"),
                forbidden("/foo/bar/ツ", 2, "user-agent: *", "disallow: /foo/bar/%e3%83%84"),
                forbidden("/foo/bar/baz", 2, "user-agent: *", "disallow: /foo/bar/%62%61%7A"),
                forbidden("/foo/bar/%62%61%7A", 2, "user-agent: *", "disallow: /foo/bar/baz"),
                forbidden("/😀/x", 2, "user-agent: *", "disallow: /%F0%9F%98%80"),
                forbidden("/~joe", 2, "user-agent: *", "disallow: /%7ejoe"),
                allowed("/a/b", 0, "user-agent: *", "disallow: /a%2Fb"),
                forbidden("/a%2fb", 2, "user-agent: *", "disallow: /a%2Fb"),
                allowed("/a?b", 0, "user-agent: *", "disallow: /a%3Fb"),
                forbidden("/a%20b", 2, "user-agent: *", "disallow: /a b"),
                allowed("/a%20b", 0, "user-agent: *", "disallow: /a+b"),
                forbidden("/a+b", 2, "user-agent: *", "disallow: /a+b"),
                forbidden("/100%25zz", 2, "user-agent: *", "disallow: /100%zz"),
                forbidden("/a%5Bb%5D", 2, "user-agent: *", "disallow: /a[b]"),
                forbidden("/x?a[0]=1", 2, "user-agent: *", "disallow: /x?a%5B0%5D"),
                forbidden("/%3Cbody%3E", 2, "user-agent: *", "disallow: /<body>"));
    }

    static Stream<Arguments> files() {
        return Stream.of(
                Arguments.of("user-agent: *\rdisallow: /x\r", "/x", false, 2),
                Arguments.of("user-agent: *\r\ndisallow: /x\r\n", "/x", false, 2),
                Arguments.of("# a\r\n\r\nuser-agent: *\r\n# b\ndisallow: /x", "/x", false, 5),
                Arguments.of("\uFEFFuser-agent: *\ndisallow: /x", "/x", false, 2),
                Arguments.of("user-agent: *\n\uFEFFdisallow: /x", "/x", true, 0),
                Arguments.of("user-agent: * # all\ndisallow: /x # not this", "/x", false, 2),
                Arguments.of("user-agent: *\n#disallow: /x", "/x", true, 0),
                Arguments.of("user-agent: *\ndisallow: /a\u2028disallow: /x", "/x", true, 0),
                Arguments.of("user-agent: *\ndisallow: /a\u0085disallow: /x", "/x", true, 0),
                Arguments.of("user-agent: *\ndisallow: /x\u0000", "/x", true, 0),
                Arguments.of("user-agent *\ndisallow /x", "/x", false, 2),
                Arguments.of("user-agent: *\ndisallow /x /y", "/x", true, 0),
                Arguments.of("useragent: *\ndisalow: /x", "/x", false, 2),
                Arguments.of("user agent: *\ndissallow: /x", "/x", false, 2),
                Arguments.of("user-agent: *\ndisallow-please: /x", "/x", true, 0),
                Arguments.of("<html><body>\nuser-agent: *\ndisallow: /x\n</body></html>", "/x", false, 3),
                Arguments.of("<html><head><title>disallow: /</title></head></html>", "/x", true, 0),
                Arguments.of("", "/x", true, 0),
                Arguments.of("user-agent: *\ndisallow: /" + "y".repeat(20_000) + "\ndisallow: /x", "/x", false, 3),
                Arguments.of("user-agent: *\ndisallow: /*" + "*".repeat(20_000) + "/x", "/a/x", false, 2));
    }

    @ParameterizedTest
    @MethodSource({"groups", "names", "paths", "specials", "encodings", "files"})
    void fetcher_and_evaluator_decide_alike_and_by_the_line_named(String file, String path, boolean allowed, int line) {
        WebUrl url = WebUrl.of(SITE + path);
        RobotsEvaluator.Decision decision =
                evaluator.evaluate(file, "gleaner", List.of(url)).decisions().get(0);

        assertThat(read(file).allows(url)).as("the fetcher").isEqualTo(allowed);
        assertThat(decision.allowed()).as("the evaluator").isEqualTo(allowed);
        assertThat(decision.line().orElse(0)).as(decision.toString()).isEqualTo(line);
        assertThat(decision.rule().isPresent()).isEqualTo(line > 0);
    }

    @Test
    void what_lies_behind_the_limit_is_ignored_and_a_rule_cut_in_two_is_none() {
        String head = "user-agent: *\ndisallow: /early\n";
        int limit = (int) SETTINGS.robotsMaxBytes().asLongValue();
        String rule = "disallow: /private\n";
        String filler = "#".repeat(limit - head.length() - "disallow: /".length() - 1) + "\n";

        Robots robots = read(head + filler + rule + "disallow: /late\n");

        assertThat(robots.allows(WebUrl.of(SITE + "/early"))).isFalse();
        assertThat(robots.allows(WebUrl.of(SITE + "/other"))).isTrue();
        assertThat(robots.allows(WebUrl.of(SITE + "/late"))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "2, 2000",
        "0.5, 500",
        ".25, 250",
        "7., 7000",
        "0, 0",
        "007, 7000",
        "31, 30000",
        "99999999999, 30000",
        "123456789012345678901234567890, 30000",
        "99999999999.5, 30000"
    })
    void a_delay_of_any_size_is_honoured_up_to_the_cap(String value, long millis) {
        assertThat(delayOf("user-agent: *\ncrawl-delay: " + value)).containsExactly(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @CsvSource({"-5", "soon", "5s", "'1,5'", "1e3", "0x10", "NaN", "Infinity", ".", "''", "5 10"})
    void what_is_no_number_is_no_delay_and_loses_nothing(String value) {
        String file = "user-agent: *\ncrawl-delay: " + value + "\ndisallow: /x";

        assertThat(delayOf(file)).isEmpty();
        assertThat(read(file).allows(WebUrl.of(SITE + "/"))).isTrue();
        assertThat(read(file).allows(WebUrl.of(SITE + "/x"))).isFalse();
    }

    @Test
    void the_delay_is_that_of_our_own_group() {
        assertThat(delayOf("user-agent: *\ncrawl-delay: 9\nuser-agent: gleaner\ncrawl-delay: 2"))
                .containsExactly(Duration.ofSeconds(2));
        assertThat(delayOf("user-agent: gleaner\ncrawl-delay: 2\nuser-agent: *\ncrawl-delay: 9"))
                .containsExactly(Duration.ofSeconds(2));
        assertThat(delayOf("user-agent: *\ncrawl-delay: 9\nuser-agent: gleaner\ndisallow: /x"))
                .isEmpty();
    }

    @Test
    void sitemaps_are_named_anywhere_and_for_everybody() {
        assertThat(read("Sitemap: https://shop.test/a.xml\nuser-agent: other\nsitemap: /b.xml\ndisallow: /\n"
                                + "SITEMAP: https://bücher.example/ç.xml\nsite-map: /d.xml # last")
                        .sitemaps())
                .extracting(WebUrl::toString)
                .containsExactly(
                        "https://shop.test/a.xml",
                        "https://shop.test/b.xml",
                        "https://xn--bcher-kva.example/%C3%A7.xml",
                        "https://shop.test/d.xml");
    }

    private List<Duration> delayOf(String file) {
        List<Duration> read = read(file).crawlDelay().stream().toList();
        assertThat(evaluator.evaluate(file, "gleaner", List.of()).crawlDelay().stream()
                        .toList())
                .isEqualTo(read);
        return read;
    }

    private Robots read(String file) {
        return reader.read(WebUrl.of(SITE + "/robots.txt"), file.getBytes(StandardCharsets.UTF_8));
    }
}
