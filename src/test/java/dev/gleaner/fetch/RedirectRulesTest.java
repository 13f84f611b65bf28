package dev.gleaner.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.address.WebUrl;
import dev.gleaner.fixture.RawServer;
import dev.gleaner.vocabulary.ErrorCode;
import dev.gleaner.vocabulary.FetchPurpose;
import dev.gleaner.vocabulary.RobotsStatus;
import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a redirect may lead, and what an answer may be, as far as the operator decides it. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RedirectRulesTest extends FetcherTestBase {

    @Test
    void encryption_is_not_given_up_on_the_way() {
        server.at("/", RawServer.redirect(301, "http://shop.test/plain")).at("/plain", RawServer.html("hello"));
        assertRefused(page(fetcher(), "https://shop.test/"), "https://shop.test/ redirects from https to http");
        assertThat(server.pages()).hasSize(1);
    }

    @Test
    void unless_the_operator_says_so() {
        server.at("/", RawServer.redirect(301, "http://shop.test/plain")).at("/plain", RawServer.html("hello"));
        assertThat(page(fetcher("https-to-http-redirects", "true"), "https://shop.test/"))
                .isInstanceOf(Fetched.Body.class);
    }

    @Test
    void robots_txt_is_followed_all_the_same_because_a_site_must_not_be_lost_to_it() {
        server.at("/robots.txt", RawServer.redirect(301, "http://shop.test/r.txt"))
                .at("/r.txt", RawServer.text(200, "text/plain", ""))
                .at("/", RawServer.html("hello"));
        Fetcher fetcher = fetcher();
        assertThat(page(fetcher, "https://shop.test/")).isInstanceOf(Fetched.Body.class);
        assertThat(fetcher.robots(WebUrl.of("https://shop.test/"))
                        .await()
                        .atMost(Duration.ofSeconds(5))
                        .status())
                .isEqualTo(RobotsStatus.FOUND);
    }

    @Test
    void a_forbidden_address_is_called_so_whatever_else_is_wrong_with_the_redirect() {
        server.at("/", RawServer.redirect(301, "http://169.254.169.254/latest/meta-data/"));
        assertThat(page(fetcher(), "https://shop.test/"))
                .isInstanceOfSatisfying(
                        Fetched.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(ErrorCode.FORBIDDEN_ADDRESS));
    }

    @ParameterizedTest
    @CsvSource({
        "page,http://other.test/x,false",
        "'',http://other.test/x,true",
        "'sitemap,robots',http://other.test/x,true",
        "sitemap,https://www.shop.test/x,false",
        "sitemap,http://blog.shop.test/x,false",
        "sitemap,http://test/x,true"
    })
    void only_some_purposes_may_be_led_to_another_site(String allowed, String target, boolean refused) {
        server.at("/", RawServer.redirect(302, target)).at("/x", RawServer.html("hello"));
        Fetched fetched = page(
                fetcher(
                        "cross-site-redirects",
                        allowed,
                        "resolve",
                        "*.test=" + server.address() + ",test=" + server.address()),
                "http://shop.test/");
        if (refused) {
            assertRefused(
                    fetched,
                    "http://shop.test/ redirects to another site, "
                            + WebUrl.of(target).host());
        } else {
            assertThat(fetched).isInstanceOf(Fetched.Body.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"image/png", "video/mp4", "audio/mpeg", "font/woff2"})
    void what_cannot_be_a_sitemap_is_not_downloaded(String type) {
        server.at("/s.xml", RawServer.text(200, type, "<urlset/>"));
        assertThat(get(fetcher(), FetchPurpose.SITEMAP, "http://shop.test/s.xml"))
                .isEqualTo(new Fetched.Failed(
                        ErrorCode.UNSUPPORTED_CONTENT,
                        "http://shop.test/s.xml is " + type + ", which is not read as a sitemap",
                        false,
                        0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/xml", "text/html", "application/x-gzip", "application/octet-stream", "nonsense"})
    void what_may_be_a_sitemap_is_looked_into(String type) {
        server.at("/s.xml", RawServer.text(200, type, "<urlset/>"));
        assertThat(get(fetcher(), FetchPurpose.SITEMAP, "http://shop.test/s.xml"))
                .isInstanceOf(Fetched.Body.class);
    }

    @Test
    void the_operator_decides_what_is_read_as_a_page() {
        server.at("/x", RawServer.text(200, "text/plain", "hello")).at("/y", RawServer.html("hello"));
        Fetcher fetcher = fetcher("page-types", "text/plain");
        assertThat(page(fetcher, "http://shop.test/x")).isInstanceOf(Fetched.Body.class);
        assertThat(page(fetcher, "http://shop.test/y")).isInstanceOf(Fetched.Failed.class);
    }

    private static void assertRefused(Fetched fetched, String message) {
        assertThat(fetched).isEqualTo(new Fetched.Refused(ErrorCode.REDIRECT_REFUSED, message));
    }
}
