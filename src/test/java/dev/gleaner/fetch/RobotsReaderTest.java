package dev.gleaner.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.address.WebUrl;
import dev.gleaner.vocabulary.RobotsStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What RFC 9309 says, case by case; a semicolon stands for the end of a line. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RobotsReaderTest {
    private static final WebUrl ROBOTS = WebUrl.of("https://shop.test/robots.txt");
    private static final Duration BRIEF = Duration.ofSeconds(10);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // groups and product tokens, §2.2.1
                "user-agent: *;disallow: /                                         | /            | false",
                "User-Agent: *;Disallow: /a                                        | /a/b         | false",
                "User-Agent: *;Disallow: /a                                        | /b           | true",
                "user-agent: GLEANER;disallow: /a                                  | /a           | false",
                "user-agent: other;disallow: /                                     | /a           | true",
                "user-agent: *;disallow: /;user-agent: gleaner;allow: /            | /a           | true",
                "user-agent: gleaner;disallow: /a;user-agent: *;disallow: /b       | /b           | true",
                "user-agent: a;user-agent: gleaner;disallow: /x                    | /x           | false",
                "user-agent: gleaner;disallow: /a;user-agent: x;disallow: /c;user-agent: gleaner;disallow: /b | /a | false",
                "user-agent: gleaner;disallow: /a;user-agent: x;disallow: /c;user-agent: gleaner;disallow: /b | /b | false",
                "user-agent: gleaner/2.0;disallow: /a                              | /a           | false",
                "disallow: /a                                                      | /a           | true",
                // the longest match wins, allow wins a tie, §2.2.2
                "user-agent: *;disallow: /a;allow: /a/b                            | /a/b/c       | true",
                "user-agent: *;allow: /a;disallow: /a/b                            | /a/b/c       | false",
                "user-agent: *;disallow: /a;allow: /a                              | /a           | true",
                "user-agent: *;allow: /a/b;disallow: /                             | /a/b         | true",
                "user-agent: *;disallow:                                           | /a           | true",
                "user-agent: *;allow: /example/page/;disallow: /example/page/disallowed.gif | /example/page/disallowed.gif | false",
                // special characters, §2.2.3
                "user-agent: *;disallow: /*.gif$                                   | /x/a.gif     | false",
                "user-agent: *;disallow: /*.gif$                                   | /x/a.gif?1   | true",
                "user-agent: *;disallow: /a*b                                      | /aXXb/c      | false",
                "user-agent: *;disallow: /a # comment                              | /a           | false",
                "user-agent: *;disallow: *q=                                       | /s?q=1       | false",
                // encoded and plain spellings are the same, §2.2.2
                "user-agent: *;disallow: /foo/bar/ツ                                | /foo/bar/%E3%83%84 | false",
                "user-agent: *;disallow: /foo/bar/%E3%83%84                        | /foo/bar/ツ   | false",
                "user-agent: *;disallow: /%61bc                                    | /abc         | false",
                // paths are case-sensitive, names are not; robots.txt itself is always allowed
                "user-agent: *;disallow: /A                                        | /a           | true",
                "user-agent: *;disallow: /                                         | /robots.txt  | true",
                // other records don't end a group; junk is skipped
                "user-agent: *;sitemap: https://shop.test/s.xml;disallow: /a       | /a           | false",
                "user-agent: *;crawl-delay: 5;disallow: /a                         | /a           | false",
                "<html>;user-agent: *;what is this;disallow: /a                    | /a           | false"
            })
    void a_rule_decides_as_the_rfc_says(String file, String path, boolean allowed) {
        assertThat(read(file).allows(WebUrl.of("https://shop.test" + path))).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({"5,5000", "0.5,500", "0,0", "30,30000", "31,30000", "86400,30000", "2147484,30000"})
    void a_crawl_delay_is_clamped_and_never_loses_the_site(String seconds, long millis) {
        Robots robots = read("user-agent: *;crawl-delay: " + seconds);
        assertThat(robots.crawlDelay()).contains(Duration.ofMillis(millis));
        assertThat(robots.allows(WebUrl.of("https://shop.test/"))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"user-agent: *;disallow: /", "user-agent: *;crawl-delay: soon", "user-agent: *;crawl-delay: -5"})
    void no_crawl_delay_is_no_wish(String file) {
        assertThat(read(file).crawlDelay()).isEmpty();
    }

    @Test
    void sitemaps_are_resolved_and_named_once() {
        assertThat(read("Sitemap: /a.xml;sitemap: https://cdn.test/b.xml;SITEMAP: a.xml;sitemap: nonsense://x")
                        .sitemaps())
                .containsExactly(WebUrl.of("https://shop.test/a.xml"), WebUrl.of("https://cdn.test/b.xml"));
    }

    @Test
    void a_delay_of_countless_zeros_takes_no_time() {
        String zeros = "0".repeat(400_000);
        Assertions.assertTimeoutPreemptively(BRIEF, () -> {
            assertThat(read("user-agent: *;crawl-delay: " + zeros + "x").crawlDelay())
                    .isEmpty();
            assertThat(read("user-agent: *;crawl-delay: " + zeros + "5.5").crawlDelay())
                    .contains(Duration.ofMillis(5500));
        });
    }

    @Test
    void a_name_with_countless_spaces_takes_no_time() {
        String spaces = " ".repeat(400_000);
        Assertions.assertTimeoutPreemptively(BRIEF, () -> {
            Robots robots = read("user-agent: *;a" + spaces + "b: x;disallow: /a");
            assertThat(robots.allows(WebUrl.of("https://shop.test/a"))).isFalse();
            robots = read("user-agent: *;disallow" + spaces + ": /a");
            assertThat(robots.allows(WebUrl.of("https://shop.test/a"))).isFalse();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"disallow:/a", "disallow : /a", "disallow\t \f:\t/a", "disallow \u000B:\u000B /a"})
    void spaces_around_the_colon_say_nothing(String rule) {
        assertThat(read("user-agent: *;" + rule).allows(WebUrl.of("https://shop.test/a")))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"disallow\u3000: /a", "disallow: /\u2028a", "dis allow: /a", ": /a", "a: disallow: /a"})
    void a_line_without_a_known_name_or_with_a_value_of_two_lines_is_no_rule(String rule) {
        assertThat(read("user-agent: *;" + rule + ";disallow: /b").allows(WebUrl.of("https://shop.test/a")))
                .isTrue();
    }

    @Test
    void of_countless_sitemaps_the_first_thousand_count() {
        WebUrl longest = WebUrl.of("https://shop.test/" + "a".repeat(2000) + "/robots.txt");
        String file = IntStream.range(0, 36_000).mapToObj(i -> "sitemap:" + i).collect(Collectors.joining("\n"));

        assertThat(read(longest, file).sitemaps())
                .hasSize(1000)
                .startsWith(longest.resolve("0").orElseThrow())
                .endsWith(longest.resolve("999").orElseThrow());
    }

    @Test
    void sitemaps_weigh_what_their_addresses_do() {
        WebUrl longest = WebUrl.of("https://shop.test/" + "a".repeat(2000) + "/robots.txt");
        String file = IntStream.range(0, 1000).mapToObj(i -> "sitemap:" + i).collect(Collectors.joining("\n"));
        byte[] bytes = file.getBytes(StandardCharsets.UTF_8);
        Duration hour = Duration.ofHours(1);
        RobotsRecord record = new RobotsRecord(
                longest.origin(), RobotsStatus.FOUND, longest, 200, bytes, Validators.none(longest), "", hour);

        assertThat(Reading.of(record, read(longest, file), hour).kilobytes()).isGreaterThan(1900);
    }

    private static Robots read(String file) {
        return read(ROBOTS, file);
    }

    private static Robots read(WebUrl robotsUrl, String file) {
        return new RobotsReader(TestSettings.defaults())
                .read(robotsUrl, file.replace(';', '\n').getBytes(StandardCharsets.UTF_8));
    }
}
