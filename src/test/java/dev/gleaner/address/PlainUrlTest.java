package dev.gleaner.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is taken as it stands must be what the parser would have made of it. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class PlainUrlTest {
    private static final int MANY = 200_000;
    private static final String[] PARTS = {
        "https://",
        "http://",
        "HTTPS://",
        "shop",
        "xn--",
        "test",
        ".",
        "/",
        "..",
        "//",
        "-",
        "_",
        "a",
        "B",
        "7",
        "0x1f",
        "%41",
        "%",
        "?",
        "#",
        ":",
        ":80",
        "@",
        " ",
        "ü",
        ";",
        "=",
        ",",
        "~",
        "+",
        "(",
        ")",
        "*",
        "!",
        "$",
        "'",
        "\"",
        "|",
        "\\",
        "[",
        "]",
        "^",
        "&",
        "127.0.0.1",
        "\t",
        "\u00ad"
    };

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://shop.test/",
                "http://shop.test/a/b.html",
                "https://a-b.shop-1.test/category-1/Product_with-a~name,2(3)*!$;v=1:2@3+4",
                "https://localhost/a..b"
            })
    void most_addresses_are_plain(String address) {
        assertThat(PlainUrl.is(address)).isTrue();
        assertThat(HttpUrl.get(address)).hasToString(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://shop.test",
                "https://Shop.test/",
                "https://shop.test./",
                "https://shop.test:443/",
                "https://me@shop.test/",
                "https://127.0.0.1/",
                "https://shop.0x7f/",
                "https://xn--bcher-kva.test/",
                "https://shop.test/a/../b",
                "https://shop.test/a//b",
                "https://shop.test/%41",
                "https://shop.test/?utm_source=x",
                "https://shop.test/#top",
                "https://shop.test/ü",
                "https://-shop.test/",
                "https:///a",
                "ftp://shop.test/"
            })
    void what_is_doubtful_is_left_to_the_parser(String address) {
        assertThat(PlainUrl.is(address)).isFalse();
    }

    @Test
    void no_plain_address_would_be_spelled_otherwise() {
        Random random = new Random(42);
        int plain = 0;
        for (int i = 0; i < MANY; i++) {
            String address = "https://" + (i % 2 == 0 ? "shop.test/" : "")
                    + random.ints(1 + random.nextInt(8), 0, PARTS.length)
                            .mapToObj(part -> PARTS[part])
                            .collect(Collectors.joining());
            if (PlainUrl.is(address)) {
                plain++;
                assertThat(HttpUrl.parse(address)).hasToString(address);
            }
        }
        assertThat(plain).isGreaterThan(MANY / 100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://shop.test/a/b?c", "http://shop.test:8080/a/", "https://127.0.0.1/a"})
    void a_link_leads_where_the_parser_would_say(String address) {
        Random random = new Random(42);
        HttpUrl page = HttpUrl.get(address);
        WebUrl.Base base = WebUrl.of(address).base();
        int plain = 0;
        for (int i = 0; i < MANY; i++) {
            String link = (i % 2 == 0 ? "/" : "")
                    + random.ints(1 + random.nextInt(8), 0, PARTS.length)
                            .mapToObj(part -> PARTS[part])
                            .collect(Collectors.joining());
            HttpUrl parsed = page.resolve(link.strip());
            String target = parsed == null ? "" : parsed.toString();
            if (parsed == null || parsed.equals(HttpUrl.parse(target))) {
                plain += target.endsWith(link) ? 1 : 0;
                assertThat(base.resolve(link)).as(link).isEqualTo(WebUrl.parse(target));
            }
        }
        assertThat(plain).isGreaterThan(MANY / 100);
    }
}
