package dev.gleaner.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class WebUrlTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://shop.test                     | https://shop.test/",
                "HTTPS://WWW.Shop.TEST/A               | https://www.shop.test/A",
                "https:\\\\shop.test\\a                | https://shop.test/a",
                "https://shop.test./a                  | https://shop.test/a",
                "https://shop.test:443/                | https://shop.test/",
                "http://shop.test:80/                  | http://shop.test/",
                "https://shop.test:/                   | https://shop.test/",
                "https://shop.test:80/                 | https://shop.test:80/",
                "https://shop.test:08443/              | https://shop.test:8443/",
                "https://user:secret@shop.test/        | https://shop.test/",
                "https://user@other.test@shop.test/    | https://shop.test/",
                "https://shop.test/a#part              | https://shop.test/a",
                "https://shop.test/a/../b/./c/%2e%2E/d | https://shop.test/b/d",
                "https://shop.test/../..               | https://shop.test/",
                "https://shop.test/a%2fb?c=%3d         | https://shop.test/a%2Fb?c=%3D",
                "https://shop.test/%7euser/%41%2d%5F   | https://shop.test/~user/A-_",
                "https://shop.test/100%                | https://shop.test/100%",
                "https://shop.test/two words?a b       | https://shop.test/two%20words?a%20b",
                "https://shop.test/größe?q=ü           | https://shop.test/gr%C3%B6%C3%9Fe?q=%C3%BC",
                "https://shop.test//a//b/              | https://shop.test//a//b/",
                "https://shop.test/?                   | https://shop.test/",
                "https://shop.test/?b=2&a=1&b=3        | https://shop.test/?b=2&a=1&b=3",
                "https://shop.test/?q=a+b&c            | https://shop.test/?q=a+b&c",
                "https://shop.test/a;b=c               | https://shop.test/a;b=c"
            })
    void an_address_has_one_canonical_spelling(String spelled, String canonical) {
        assertThat(WebUrl.of(spelled)).hasToString(canonical).isEqualTo(WebUrl.of(canonical));
        assertThat(WebUrl.of(canonical)).hasToString(canonical);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "?utm_source=x&utm_medium=y            | ''",
                "?UTM_Campaign=x&a=1                   | ?a=1",
                "?a=1&gclid=x&b=2&fbclid=y&c=3         | ?a=1&b=2&c=3",
                "?msclkid&_hsenc=&a                    | ?a",
                "?utm%5Fsource=x&a=1                   | ?a=1",
                "?a=utm_source&utm=1&my_utm_source=2   | ?a=utm_source&utm=1&my_utm_source=2",
                "?a=x%26utm_source=y                   | ?a=x%26utm_source=y"
            })
    void tracking_parameters_are_removed_and_no_others(String query, String kept) {
        assertThat(WebUrl.of("https://shop.test/a" + query)).hasToString("https://shop.test/a" + kept);
    }

    @ParameterizedTest
    @CsvSource({
        "MÜNCHEN.test,xn--mnchen-3ya.test",
        "xn--mnchen-3ya.test,xn--mnchen-3ya.test",
        "faß.test,xn--fa-hia.test",
        "пример.испытание,xn--e1afmkfd.xn--80akhbyknj4f",
        "例え。テスト,xn--r8jz45g.xn--zckzah",
        "a\u00adb.test,ab.test",
        "sh%6fp.test,shop.test",
        "a_b.test,a_b.test"
    })
    void a_host_is_lower_case_ascii(String spelled, String host) {
        assertThat(WebUrl.of("https://" + spelled + "/").host()).isEqualTo(host);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1,127.0.0.1",
        "127.1,127.0.0.1",
        "127.0.1,127.0.0.1",
        "0x7f.0.0.1,127.0.0.1",
        "0X7F000001,127.0.0.1",
        "2130706433,127.0.0.1",
        "0177.0.0.01,127.0.0.1",
        "017700000001,127.0.0.1",
        "127.0.0.1.,127.0.0.1",
        "%31%32%37.0.0.1,127.0.0.1",
        "１２７.0.0.1,127.0.0.1",
        "10.0.65535,10.0.255.255",
        "0,0.0.0.0",
        "0x,0.0.0.0",
        "1.0x,1.0.0.0",
        "255.255.255.255,255.255.255.255",
        "000000000000000000000000000001.2.3.4,1.2.3.4",
        "[::1],::1",
        "[0:0:0:0:0:0:0:1],::1",
        "[2001:DB8::1],2001:db8::1",
        "[::ffff:10.0.0.1],10.0.0.1"
    })
    void a_number_has_one_spelling_so_nobody_takes_it_for_a_name(String spelled, String host) {
        assertThat(WebUrl.of("http://" + spelled + "/").host()).isEqualTo(host);
        assertThat(WebUrl.of("http://" + spelled + "/").toString()).doesNotContain("..");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "shop.test",
                "//shop.test/",
                "/a",
                "ftp://shop.test/",
                "file:///etc/passwd",
                "mailto:sales@shop.test",
                "javascript:alert(1)",
                "data:text/html,x",
                "https://",
                "https:///",
                "https://./",
                "https://a..b/",
                "https://sh op.test/",
                "https://shop.test:0/",
                "https://shop.test:65536/",
                "https://shop.test:x/",
                "https://[::1/",
                "https://[fe80::1%25eth0]/",
                "http://256.1.1.1/",
                "http://1.2.3.4.5/",
                "http://1.2.3.256/",
                "http://4294967296/",
                "http://127.0.0.08/",
                "http://shop.1/",
                "http://1..2/",
                "http://99999999999999999999999999/",
                "http://0xffffffffffffffffffffffff/"
            })
    void what_is_no_absolute_web_address_is_none(String text) {
        assertThat(WebUrl.parse(text)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> WebUrl.of(text)).withMessageContaining(text);
    }

    @Test
    void an_address_may_be_2048_characters_long_in_its_canonical_spelling() {
        String longest = "https://shop.test/" + "a".repeat(WebUrl.MAX_LENGTH - "https://shop.test/".length());

        assertThat(WebUrl.parse(longest)).isPresent();
        assertThat(WebUrl.parse(longest + "?utm_source=mail")).contains(WebUrl.of(longest));
        assertThat(WebUrl.parse(longest + "a")).isEmpty();
        assertThat(WebUrl.parse("https://shop.test/" + "ü".repeat(400))).isEmpty();
    }

    @Test
    void an_address_that_is_far_too_long_takes_no_time() {
        String host = IntStream.range(0x4E00, 0x4E00 + 20_000)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        String path = "/?a" + "&a".repeat(2_400_000);
        WebUrl page = WebUrl.of("https://shop.test/");
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            assertThat(Stream.of("http://" + host, "https:/" + host, "https://shop.test" + path))
                    .allSatisfy(text -> assertThat(WebUrl.parse(text)).isEmpty());
            assertThat(Stream.of("//" + host, "http://" + host, "http:" + host, path))
                    .allSatisfy(link -> assertThat(page.resolve(link)).isEmpty());
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://", "https:/", "HTTPS:", "https:\\\\", "http:", "http:////"})
    void what_stands_before_the_path_has_at_most_512_characters(String start) {
        String user = "u".repeat(512 - "@shop.test".length());

        for (String end : new String[] {"", "/" + "a".repeat(600), "\\a", "?a", "#" + "a".repeat(600)}) {
            assertThat(WebUrl.parse(start + user + "@shop.test" + end)).isPresent();
            assertThat(WebUrl.parse(start + user + "u@shop.test" + end)).isEmpty();
        }
    }

    @Test
    void a_link_to_another_host_has_the_limits_of_an_address() {
        String user = "u".repeat(512 - "@shop.test".length());
        WebUrl page = WebUrl.of("https://shop.test/");

        for (String start : new String[] {"//", "\\/", "https://", "http:", "http:/"}) {
            assertThat(page.resolve(start + user + "@shop.test")).isPresent();
            assertThat(page.resolve(start + user + "u@shop.test")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "?", "https:", "https:/", "x://"})
    void a_long_link_within_its_host_is_as_good_as_any(String start) {
        WebUrl page = WebUrl.of("https://shop.test/");
        String link = start.equals("x://") ? "?" + start : start;

        assertThat(page.resolve(link + "a".repeat(1900))).isPresent();
        assertThat(page.resolve("?utm_source=" + "a".repeat(8192 - "?utm_source=".length())))
                .contains(page);
        assertThat(page.resolve("?utm_source=" + "a".repeat(8193 - "?utm_source=".length())))
                .isEmpty();
    }

    @Test
    void an_address_may_be_8192_characters_long_in_any_spelling() {
        String address = "https://shop.test/?gclid=";

        assertThat(WebUrl.parse(" " + address + "a".repeat(8192 - address.length()) + "\n"))
                .contains(WebUrl.of("https://shop.test/"));
        assertThat(WebUrl.parse(address + "a".repeat(8193 - address.length()))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"%%34%31", "%4%31", "%a%41", "%25%34%31", "%2541", "%zz%7e", "%E4%F6", "%2e%2e%2e/%2f%2e"})
    void the_canonical_spelling_is_stable(String path) {
        WebUrl once = WebUrl.of("https://shop.test/" + path + "?" + path);

        assertThat(WebUrl.of(once.toString())).isEqualTo(once);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "b           | https://shop.test/x/b",
                "/b          | https://shop.test/b",
                "../b?c#d    | https://shop.test/b?c",
                "?c          | https://shop.test/x/y?c",
                "''          | https://shop.test/x/y?a",
                "#top        | https://shop.test/x/y?a",
                "//o.test/b  | https://o.test/b",
                "http://o.test | http://o.test/",
                "'  /b\n'    | https://shop.test/b"
            })
    void a_link_is_resolved_against_its_page(String reference, String target) {
        assertThat(WebUrl.of("https://shop.test/x/y?a").resolve(reference)).contains(WebUrl.of(target));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mailto:a@shop.test", "tel:+49", "javascript:void(0)", "ftp://shop.test/", "http://a..b/"})
    void a_link_that_does_not_lead_to_the_web_leads_nowhere(String reference) {
        assertThat(WebUrl.of("https://shop.test/").resolve(reference)).isEmpty();
    }

    @Test
    void its_parts_are_canonical_too() {
        WebUrl url = WebUrl.of("https://user@Shop.test:8443/a%2fb//c/?d=%3d&gclid=1#e");

        assertThat(url.scheme()).isEqualTo("https");
        assertThat(url.host()).isEqualTo("shop.test");
        assertThat(url.port()).isEqualTo(8443);
        assertThat(url.path()).isEqualTo("/a%2Fb//c/");
        assertThat(url.pathAndQuery()).isEqualTo("/a%2Fb//c/?d=%3D");
        assertThat(url.depth()).isEqualTo(2);
        assertThat(url.origin()).isEqualTo("https://shop.test:8443/");
        assertThat(url.withScheme("http")).hasToString("http://shop.test/a%2Fb//c/?d=%3D");
        assertThat(WebUrl.of("https://shop.test").depth()).isZero();
        assertThat(WebUrl.of("https://shop.test").pathAndQuery()).isEqualTo("/");
    }

    @ParameterizedTest
    @CsvSource({
        "https://shop.test/,true",
        "http://www.shop.test:8080/,true",
        "https://de.shop.test/,true",
        "https://myshop.test/,false",
        "https://shop.test.evil.test/,false",
        "https://test/,false"
    })
    void an_address_belongs_to_a_site_with_its_host_or_one_below(String url, boolean belongs) {
        assertThat(WebUrl.of(url).isOf(new SiteName("shop.test"))).isEqualTo(belongs);
    }

    @Test
    void a_site_has_a_home_page() {
        assertThat(WebUrl.home("http", new SiteName("shop.test"))).hasToString("http://shop.test/");
    }
}
