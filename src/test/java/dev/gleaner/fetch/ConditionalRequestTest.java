package dev.gleaner.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.address.WebUrl;
import dev.gleaner.fixture.RawServer;
import dev.gleaner.vocabulary.ErrorCode;
import dev.gleaner.vocabulary.FetchPurpose;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What is known already is asked for in a way that lets the server say so. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ConditionalRequestTest extends FetcherTestBase {
    private static final String ETAG = "W/\"a, b\"";
    private static final String DATE = "Sat, 31 Jan 2026 10:00:00 GMT";

    @Test
    void an_answer_brings_its_validators_as_the_server_spelled_them() {
        server.at("/", RawServer.text(200, "text/html", "hello", "ETag: " + ETAG, "Last-Modified: yesterday, I think"));
        assertThat(body(page(fetcher(), "http://shop.test/")).validators())
                .isEqualTo(new Validators(
                        WebUrl.of("http://shop.test/"), Optional.of(ETAG), Optional.of("yesterday, I think")));
        assertThat(server.pages().get(0).headers()).doesNotContainKeys("if-none-match", "if-modified-since");
    }

    @Test
    void an_unchanged_page_costs_a_head_and_keeps_its_connection() {
        server.at(
                "/",
                exchange -> exchange.request()
                                .headers()
                                .getOrDefault("if-none-match", "")
                                .equals(ETAG)
                        ? RawServer.text(304, null, "", "ETag: " + ETAG).answer(exchange)
                        : RawServer.text(200, "text/html", "hello", "ETag: " + ETAG, "Last-Modified: " + DATE)
                                .answer(exchange));
        Fetcher fetcher = fetcher();
        Validators known = body(page(fetcher, "http://shop.test/")).validators();

        assertThat(again(fetcher, "http://shop.test/", known)).isEqualTo(new Fetched.NotModified(known));

        assertThat(server.pages().get(1).headers())
                .containsEntry("if-none-match", ETAG)
                .containsEntry("if-modified-since", DATE);
        assertThat(again(fetcher, "http://shop.test/", known)).isInstanceOf(Fetched.NotModified.class);
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void a_changed_page_arrives() {
        server.at("/", RawServer.text(200, "text/html", "new", "ETag: \"2\""));
        Fetched fetched = again(fetcher(), "http://shop.test/", known("http://shop.test/"));
        assertThat(body(fetched).validators().etag()).contains("\"2\"");
    }

    @Test
    void validators_are_told_to_the_address_they_came_from_and_to_no_other() {
        server.at("/", RawServer.redirect(301, "http://www.shop.test/new")).at("/new", RawServer.text(304, null, ""));
        assertThat(again(fetcher(), "http://shop.test/", known("http://www.shop.test/new")))
                .isInstanceOf(Fetched.NotModified.class);
        assertThat(server.pages()).hasSize(2);
        assertThat(server.pages().get(0).headers()).doesNotContainKey("if-none-match");
        assertThat(server.pages().get(1).headers()).containsEntry("if-none-match", ETAG);
    }

    @Test
    void a_304_from_an_address_that_was_asked_plainly_breaks_the_protocol() {
        server.at("/", RawServer.redirect(301, "/elsewhere")).at("/elsewhere", RawServer.text(304, null, ""));
        assertThat(again(fetcher(), "http://shop.test/", known("http://shop.test/")))
                .isInstanceOfSatisfying(
                        Fetched.Failed.class,
                        failed -> assertThat(failed.reason()).isEqualTo(ErrorCode.PROTOCOL_ERROR));
    }

    @Test
    void words_that_nobody_should_have_to_store_are_dropped() {
        server.at("/", RawServer.text(200, "text/html", "hello", "ETag: \"" + "x".repeat(600) + "\""));
        assertThat(body(page(fetcher(), "http://shop.test/")).validators().isEmpty())
                .isTrue();
    }

    private static Validators known(String url) {
        return new Validators(WebUrl.of(url), Optional.of(ETAG), Optional.empty());
    }

    private static Fetched again(Fetcher fetcher, String url, Validators known) {
        return fetcher.get(new FetchRequest(WebUrl.of(url), FetchPurpose.PAGE, Optional.of(known)))
                .await()
                .atMost(Duration.ofSeconds(20));
    }
}
