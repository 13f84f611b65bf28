package dev.gleaner.address;

import static org.assertj.core.api.Assertions.assertThat;

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

@DisplayNameGeneration(ReplaceUnderscores.class)
class SiteNameTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "example.co.uk                          | example.co.uk",
                "https://user@WWW.Example.co.uk:8443/x  | example.co.uk",
                "  Www.Shop.TEST.                       | shop.test",
                "shop.test/contact?x=1#y                | shop.test",
                "shop.test/?to=https://other.test/      | shop.test",
                "shop.test:8080                         | shop.test",
                "//shop.test/a                          | shop.test",
                "http://shop.test                       | shop.test",
                "de.shop.test                           | de.shop.test",
                "www2.shop.test                         | www2.shop.test",
                "www.test                               | www.test",
                "www.com                                | www.com",
                "münchen.test                           | xn--mnchen-3ya.test",
                "WWW.MÜNCHEN.test                       | xn--mnchen-3ya.test",
                "пример.рф                              | xn--e1afmkfd.xn--p1ai",
                "xn--e1afmkfd.xn--p1ai                  | xn--e1afmkfd.xn--p1ai",
                "a-b.c-d.test                           | a-b.c-d.test",
                "my_shop.test                           | my_shop.test",
                "1und1.test                             | 1und1.test",
                "sales@shop.test                        | shop.test"
            })
    void a_site_is_what_a_person_means(String typed, String name) {
        assertThat(SiteName.parse(typed)).contains(new SiteName(name));
        assertThat(SiteName.parse(name)).contains(new SiteName(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "localhost",
                "https://",
                "ftp://shop.test/",
                "javascript://shop.test/%0a",
                "127.0.0.1",
                "127.1",
                "0x7f.0.0.1",
                "2130706433",
                "[::1]",
                "::1",
                "https://[2001:db8::1]/",
                "1.2.3.4:80",
                "shop..test",
                ".test",
                "shop .test",
                "shop,test",
                "-shop.test",
                "shop-.test",
                "not a name",
                "shop.test:99999"
            })
    void anything_else_is_no_site(String typed) {
        assertThat(SiteName.parse(typed)).isEmpty();
    }

    @Test
    void names_have_the_limits_of_the_domain_name_system() {
        String label = "a".repeat(63);

        assertThat(SiteName.parse(label + ".test")).isPresent();
        assertThat(SiteName.parse(label + "a.test")).isEmpty();
        assertThat(SiteName.parse((label + ".").repeat(4) + "test")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "//", "https://", "http:///"})
    void a_name_that_is_far_too_long_takes_no_time(String start) {
        String host = IntStream.range(0x4E00, 0x4E00 + 20_000)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            assertThat(SiteName.parse(start + host + ".test")).isEmpty();
            assertThat(SiteName.parse(start + "shop.test/?a" + "&a".repeat(2_400_000)))
                    .isEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "//", "https://", "http:///"})
    void what_stands_before_the_path_has_at_most_512_characters(String start) {
        String user = "u".repeat(512 - "@shop.test".length());

        assertThat(SiteName.parse(start + user + "@shop.test/" + "a".repeat(600)))
                .contains(new SiteName("shop.test"));
        assertThat(SiteName.parse(start + user + "u@shop.test/")).isEmpty();
    }

    @Test
    void a_host_has_a_site() {
        assertThat(SiteName.ofHost("www.shop.test.")).contains(new SiteName("shop.test"));
        assertThat(SiteName.ofHost("10.0.0.1")).isEmpty();
        assertThat(SiteName.ofHost("")).isEmpty();
        assertThat(new SiteName("shop.test")).hasToString("shop.test");
    }
}
