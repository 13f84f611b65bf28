package dev.gleaner.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gleaner.address.WebUrl;
import dev.gleaner.fixture.RawServer;
import dev.gleaner.phase.OpenTransaction;
import dev.gleaner.vocabulary.ErrorCode;
import dev.gleaner.vocabulary.FetchPurpose;
import dev.gleaner.vocabulary.RobotsStatus;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class FetcherTest extends FetcherTestBase {

    @Test
    void a_page_arrives_with_what_its_head_says() throws IOException {
        server.at(
                "/",
                RawServer.text(
                        200,
                        "Text/HTML; Charset=\"UTF-8\"",
                        "<p>Grüße",
                        "Content-Language: de",
                        "Last-Modified: Sat, 31 Jan 2026 10:00:00 GMT"));
        Response response = body(page(fetcher(), "http://shop.test/"));
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.mediaType()).isEqualTo("text/html");
        assertThat(response.charset()).contains("UTF-8");
        assertThat(response.language()).contains("de");
        assertThat(response.lastModified()).contains(Instant.parse("2026-01-31T10:00:00Z"));
        assertThat(response.text()).isEqualTo("<p>Grüße");
    }

    @Test
    void the_request_says_who_asks_and_keeps_the_logical_host() {
        server.at("/a?b=1", RawServer.html("hello"));
        page(fetcher("contact-url", "https://gleaner.example/who"), "https://www.shop.test/a?b=1");
        RawServer.Seen seen = server.pages().get(0);
        assertThat(seen.method()).isEqualTo("GET");
        assertThat(seen.host()).isEqualTo("www.shop.test");
        assertThat(seen.headers())
                .containsEntry("user-agent", "Gleaner/0.1 (+https://gleaner.example/who)")
                .containsEntry("accept-encoding", "gzip, deflate, br, zstd");
    }

    @Test
    void redirects_of_every_kind_are_followed_and_the_final_address_is_told() throws IOException {
        server.at("/1", RawServer.redirect(301, "/2"))
                .at("/2", RawServer.redirect(302, "//other.test/3"))
                .at("/3", RawServer.redirect(303, "https://other.test/4"))
                .at("/4", RawServer.redirect(307, "5"))
                .at("/5", RawServer.redirect(308, "?6"))
                .at("/5?6", RawServer.html("there"));
        Response response = body(page(fetcher(), "http://shop.test/1"));
        assertThat(response.requested()).isEqualTo(WebUrl.of("http://shop.test/1"));
        assertThat(response.url()).isEqualTo(WebUrl.of("https://other.test/5?6"));
        assertThat(response.text()).isEqualTo("there");
    }

    @Test
    void every_hop_asks_the_robots_txt_of_its_own_host() {
        server.at("/", RawServer.redirect(302, "http://closed.test/secret"))
                .at("closed.test/robots.txt", RawServer.text(200, "text/plain", "User-agent: *\nDisallow: /secret"));
        assertThat(page(fetcher(), "http://open.test/")).isInstanceOfSatisfying(Fetched.Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(ErrorCode.BLOCKED_BY_ROBOTS);
            assertThat(refused.message()).contains("closed.test");
        });
        assertThat(server.pages()).extracting(RawServer.Seen::target).containsExactly("/");
    }

    @Test
    void a_disallowed_page_is_not_fetched() {
        server.at("/robots.txt", RawServer.text(200, "text/plain", "User-agent: gleaner\nDisallow: /private"));
        assertThat(page(fetcher(), "http://shop.test/private/x")).isInstanceOf(Fetched.Refused.class);
        assertThat(get(fetcher(), FetchPurpose.SITEMAP, "http://shop.test/private/s.xml"))
                .isInstanceOf(Fetched.Refused.class);
        assertThat(server.pages()).isEmpty();
    }

    @Test
    void robots_txt_that_fails_disallows_for_now_and_is_asked_for_again_later() {
        server.at("/robots.txt", RawServer.text(503, "text/plain", "")).at("/", RawServer.html("hello"));
        Fetcher fetcher = fetcher("robots-retry", "100ms");
        assertThat(page(fetcher, "http://shop.test/")).isInstanceOfSatisfying(Fetched.Failed.class, failed -> {
            assertThat(failed.reason()).isEqualTo(ErrorCode.BLOCKED_BY_ROBOTS);
            assertThat(failed.worthRetrying()).isTrue();
            assertThat(failed.status()).isEqualTo(503);
        });
        assertThat(robots(fetcher, "http://shop.test/").status()).isEqualTo(RobotsStatus.UNREACHABLE);
        server.at("/robots.txt", RawServer.text(404, "text/plain", ""));
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(page(fetcher, "http://shop.test/")).isInstanceOf(Fetched.Body.class));
    }

    @Test
    void robots_txt_that_asks_to_come_back_later_is_obeyed() {
        server.at("/robots.txt", RawServer.text(429, "text/plain", "", "Retry-After: 120"));
        Fetcher fetcher = fetcher();
        assertThat(page(fetcher, "http://shop.test/"))
                .isInstanceOfSatisfying(
                        Fetched.ComeBackLater.class,
                        later -> assertThat(later.delay()).isEqualTo(Duration.ofSeconds(120)));
        assertThat(robots(fetcher, "http://shop.test/").status()).isEqualTo(RobotsStatus.LATER);
    }

    @Test
    void robots_txt_may_be_redirected_and_still_binds_the_first_host() {
        server.at("shop.test/robots.txt", RawServer.redirect(301, "http://cdn.test/r.txt"))
                .at("/r.txt", RawServer.text(200, "text/plain", "User-agent: *\nDisallow: /x\nSitemap: s.xml"))
                .at("/x", RawServer.html("hello"));
        Fetcher fetcher = fetcher();
        assertThat(page(fetcher, "http://shop.test/x")).isInstanceOf(Fetched.Refused.class);
        assertThat(page(fetcher, "http://cdn.test/x")).isInstanceOf(Fetched.Body.class);
    }

    @Test
    void robots_txt_with_endless_redirects_counts_as_absent() {
        server.at("/robots.txt", RawServer.redirect(301, "/robots.txt")).at("/", RawServer.html("hello"));
        assertThat(page(fetcher(), "http://shop.test/")).isInstanceOf(Fetched.Body.class);
    }

    @Test
    void robots_txt_is_cut_at_its_limit_and_not_refused() {
        String start = "User-agent: *\nDisallow: /early\n";
        String body = start + "# padding\n".repeat(2000) + "Disallow: /late\n";
        server.at("/robots.txt", RawServer.text(200, "text/plain", body));
        Robots robots = robots(fetcher("robots-max-bytes", "1K"), "http://shop.test/");
        assertThat(robots.allows(WebUrl.of("http://shop.test/early"))).isFalse();
        assertThat(robots.allows(WebUrl.of("http://shop.test/late"))).isTrue();
    }

    @Test
    void robots_txt_is_read_once_for_many_who_ask_at_once() {
        server.at("/robots.txt", RawServer.text(200, "text/plain", "User-agent: *\nCrawl-delay: 7\nSitemap: /s.xml"));
        Fetcher fetcher = fetcher();
        List<CompletableFuture<Robots>> answers = IntStream.range(0, 50)
                .mapToObj(i -> fetcher.robots(WebUrl.of("http://shop.test/" + i))
                        .subscribeAsCompletionStage()
                        .orTimeout(10, TimeUnit.SECONDS))
                .toList();
        assertThat(answers).extracting(CompletableFuture::join).allSatisfy(robots -> {
            assertThat(robots.crawlDelay()).contains(Duration.ofSeconds(7));
            assertThat(robots.sitemaps()).containsExactly(WebUrl.of("http://shop.test/s.xml"));
        });
        assertThat(server.log()).hasSize(1);
        assertThat(fetcher.delayOf("www.shop.test")).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void a_host_that_cannot_be_reached_fails_with_its_own_code_and_not_as_blocked() {
        assertThat(page(fetcher("resolve", "gone.test=http://127.0.0.1:1"), "http://gone.test/"))
                .isInstanceOfSatisfying(
                        Fetched.Failed.class,
                        failed -> assertThat(failed.reason()).isEqualTo(ErrorCode.CONNECT_FAILED));
    }

    @Test
    void requests_to_one_host_keep_their_distance_and_other_hosts_do_not_wait() {
        server.at("/p", RawServer.html("hello"));
        Duration delay = Duration.ofSeconds(1);
        Fetcher fetcher = fetcher("default-delay", delay.toString(), "delays.\"fast.test\"", "0s");
        List<CompletableFuture<Fetched>> all = new ArrayList<>();
        for (String host : List.of("www.a.test", "a.test", "a.test", "b.test", "b.test", "fast.test", "fast.test")) {
            all.add(fetcher.get(new FetchRequest(WebUrl.of("http://" + host + "/p"), FetchPurpose.PAGE))
                    .subscribeAsCompletionStage());
        }
        all.forEach(answer ->
                assertThat(answer.orTimeout(30, TimeUnit.SECONDS).join()).isInstanceOf(Fetched.Body.class));
        assertThat(smallestGap("a.test")).isGreaterThanOrEqualTo(delay);
        assertThat(smallestGap("b.test")).isGreaterThanOrEqualTo(delay);
        assertThat(smallestGap("fast.test")).isLessThan(delay);
    }

    @Test
    void a_crawl_delay_spaces_requests_and_is_clamped() {
        server.at("/robots.txt", RawServer.text(200, "text/plain", "User-agent: *\nCrawl-delay: 86400"))
                .at("/1", RawServer.html("hello"))
                .at("/2", RawServer.html("hello"));
        Fetcher fetcher = fetcher("max-crawl-delay", "200ms");
        page(fetcher, "http://shop.test/1");
        page(fetcher, "http://shop.test/2");
        assertThat(fetcher.delayOf("shop.test")).isEqualTo(Duration.ofMillis(200));
        assertThat(smallestGap("shop.test")).isGreaterThanOrEqualTo(Duration.ofMillis(200));
    }

    @Test
    void connections_are_used_again() {
        server.at("/1", RawServer.html("one")).at("/2", RawServer.text(404, "text/html", "none"));
        Fetcher fetcher = fetcher();
        page(fetcher, "http://shop.test/1");
        page(fetcher, "http://shop.test/2");
        page(fetcher, "http://shop.test/1");
        assertThat(server.log()).hasSize(4);
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void what_is_likely_to_pass_is_tried_again_at_once() {
        server.at(
                "/",
                exchange -> server.pages().size() < 3
                        ? RawServer.text(502, "text/html", "").answer(exchange)
                        : RawServer.html("hello").answer(exchange));
        Fetcher fetcher = fetcher("retry.max-retries", "2", "retry.delay", "10ms", "retry.jitter", "1ms");
        assertThat(page(fetcher, "http://shop.test/")).isInstanceOf(Fetched.Body.class);
        assertThat(server.pages()).hasSize(3);
    }

    @Test
    void retries_end_with_the_last_verdict() {
        server.at("/", RawServer.text(503, "text/html", ""));
        Fetcher fetcher = fetcher("retry.max-retries", "2", "retry.delay", "10ms", "retry.jitter", "1ms");
        assertThat(page(fetcher, "http://shop.test/"))
                .isEqualTo(new Fetched.Failed(
                        ErrorCode.HTTP_STATUS,
                        "HTTP 503 from http://shop.test/ (3 requests: 503, 503, 503)",
                        true,
                        503));
        assertThat(registry.get("gleaner.fetch.retries")
                        .tags("purpose", "page", "after", "503")
                        .counter()
                        .count())
                .isEqualTo(2);
        assertThat(server.pages()).hasSize(3);
    }

    @Test
    void a_failure_tells_what_came_of_each_request() {
        server.at("/", exchange -> switch (server.pages().size()) {
            case 1 -> RawServer.text(503, "text/html", "").answer(exchange);
            case 2 -> false;
            default -> RawServer.text(404, "text/html", "").answer(exchange);
        });
        Fetcher fetcher = fetcher("retry.max-retries", "2", "retry.delay", "10ms", "retry.jitter", "1ms");
        assertThat(page(fetcher, "http://shop.test/"))
                .isEqualTo(new Fetched.Failed(
                        ErrorCode.HTTP_STATUS,
                        "HTTP 404 from http://shop.test/ (3 requests: 503, connection_lost, 404)",
                        false,
                        404));
    }

    @Test
    void what_is_permanent_is_not_tried_again() {
        Fetcher fetcher = fetcher("retry.max-retries", "5", "retry.delay", "10ms");
        assertThat(page(fetcher, "http://shop.test/gone"))
                .isEqualTo(
                        new Fetched.Failed(ErrorCode.HTTP_STATUS, "HTTP 404 from http://shop.test/gone", false, 404));
        assertThat(server.pages()).hasSize(1);
    }

    @Test
    void a_large_sitemap_lies_on_disk_until_it_is_closed() throws IOException {
        String body = "<url/>".repeat(300_000);
        server.at("/s.xml", RawServer.text(200, "application/xml", body));
        Content content = body(get(fetcher(), FetchPurpose.SITEMAP, "http://shop.test/s.xml"))
                .content();
        assertThat(content).isInstanceOf(Content.OnDisk.class);
        Path file = ((Content.OnDisk) content).file();
        assertThat(content.size()).isEqualTo(body.length());
        assertThat(Files.readString(file)).isEqualTo(body);
        content.close();
        assertThat(file).doesNotExist();
    }

    @Test
    void a_failed_download_leaves_no_file_behind() throws IOException {
        byte[] half = "x".repeat(3_000_000).getBytes(StandardCharsets.US_ASCII);
        server.at("/lost.xml", exchange -> {
                    exchange.send("HTTP/1.1 200 OK\r\nContent-Length: 9000000\r\n\r\n");
                    exchange.send(half);
                    return false;
                })
                .at("/large.xml", RawServer.bytes(200, "application/xml", half));
        Fetcher fetcher = fetcher("sitemap-max-bytes", "2500K");
        long before = temporaryFiles();
        assertThat(get(fetcher, FetchPurpose.SITEMAP, "http://shop.test/lost.xml"))
                .isInstanceOf(Fetched.Failed.class);
        server.at("/endless.xml", exchange -> {
            exchange.send("HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n");
            while (!exchange.stall(0)) {
                exchange.send(half);
            }
            return false;
        });
        assertThat(get(fetcher, FetchPurpose.SITEMAP, "http://shop.test/endless.xml"))
                .isInstanceOf(Fetched.Failed.class);
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(temporaryFiles()).isLessThanOrEqualTo(before));
    }

    @Test
    void the_connection_to_an_endless_answer_is_closed() throws InterruptedException {
        server.at("/", exchange -> {
            exchange.send("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n");
            while (!exchange.stall(1)) {
                exchange.send("x".repeat(65536));
            }
            return false;
        });
        assertThat(page(fetcher("page-max-bytes", "1M"), "http://shop.test/"))
                .isInstanceOfSatisfying(
                        Fetched.Failed.class,
                        failed -> assertThat(failed.reason()).isEqualTo(ErrorCode.TOO_LARGE));
        assertThat(server.noticesThatTheClientLeft()).isTrue();
    }

    @Test
    void giving_up_closes_the_connection_and_lets_the_next_one_in() throws InterruptedException {
        server.at("/hangs", exchange -> {
                    while (!exchange.stall(5)) {
                        exchange.send("HTTP/1.1 100 Continue\r\n\r\n");
                    }
                    return false;
                })
                .at("/", RawServer.html("hello"));
        Fetcher fetcher = fetcher("page-deadline", "60s");
        var waiting = fetcher.get(new FetchRequest(WebUrl.of("http://shop.test/hangs"), FetchPurpose.PAGE))
                .subscribe()
                .with(fetched -> {});
        Awaitility.await().until(() -> server.pages().size() == 1);
        waiting.cancel();
        assertThat(page(fetcher, "http://shop.test/")).isInstanceOf(Fetched.Body.class);
        assertThat(server.noticesThatTheClientLeft()).isTrue();
    }

    @Test
    void nothing_is_fetched_while_a_transaction_is_open() {
        Fetcher fetcher = fetcher();
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        Context context = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
        context.runOnContext(none -> {
            OpenTransaction.enter(Vertx.currentContext(), "a test");
            try {
                fetcher.get(new FetchRequest(WebUrl.of("http://shop.test/"), FetchPurpose.PAGE));
                thrown.complete(null);
            } catch (IllegalStateException refused) {
                thrown.complete(refused);
            } finally {
                OpenTransaction.leave(Vertx.currentContext());
            }
        });
        assertThat(thrown.orTimeout(5, TimeUnit.SECONDS).join())
                .hasMessageContaining("fetching http://shop.test/ while the transaction of a test is open");
        assertThat(server.log()).isEmpty();
    }

    @Test
    void a_fetch_prepared_before_a_transaction_does_not_run_inside_it() {
        var prepared = fetcher().robots(WebUrl.of("http://shop.test/"));
        CompletableFuture<Robots> answer = new CompletableFuture<>();
        VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext()).runOnContext(none -> {
            OpenTransaction.enter(Vertx.currentContext(), "a test");
            prepared.subscribe().with(answer::complete, answer::completeExceptionally);
            OpenTransaction.leave(Vertx.currentContext());
        });
        assertThatThrownBy(() -> answer.orTimeout(5, TimeUnit.SECONDS).join())
                .hasCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void the_result_comes_back_on_the_context_of_the_caller() {
        server.at("/", RawServer.html("hello"));
        Fetcher fetcher = fetcher();
        CompletableFuture<Boolean> same = new CompletableFuture<>();
        Context context = vertx.getOrCreateContext();
        context.runOnContext(none -> fetcher.get(new FetchRequest(WebUrl.of("http://shop.test/"), FetchPurpose.PAGE))
                .subscribe()
                .with(fetched -> same.complete(Vertx.currentContext() == context)));
        assertThat(same.orTimeout(5, TimeUnit.SECONDS).join()).isTrue();
    }

    @Test
    void many_fetches_at_once_from_a_foreign_thread_all_complete() {
        server.at("/", RawServer.html("hello"));
        Fetcher fetcher = fetcher();
        List<CompletableFuture<Fetched>> all = IntStream.range(0, 300)
                .mapToObj(i -> fetcher.get(new FetchRequest(WebUrl.of("http://h" + i + ".test/"), FetchPurpose.PAGE))
                        .subscribeAsCompletionStage())
                .toList();
        assertThat(all)
                .allSatisfy(answer -> assertThat(
                                answer.orTimeout(30, TimeUnit.SECONDS).join())
                        .isInstanceOf(Fetched.Body.class));
        assertThat(registry.get("gleaner.fetch")
                        .tags("purpose", "page", "outcome", "body")
                        .timer()
                        .count())
                .isEqualTo(300);
        assertThat(registry.get("gleaner.fetch.in.flight").gauge().value()).isZero();
    }

    private static Robots robots(Fetcher fetcher, String url) {
        return fetcher.robots(WebUrl.of(url)).await().atMost(Duration.ofSeconds(10));
    }

    private Duration smallestGap(String site) {
        List<Long> times = server.pages().stream()
                .filter(seen -> HostDelays.bare(seen.host()).equals(site))
                .map(RawServer.Seen::nanos)
                .sorted()
                .toList();
        return IntStream.range(1, times.size())
                .mapToObj(i -> Duration.ofNanos(times.get(i) - times.get(i - 1)))
                .min(Duration::compareTo)
                .orElseThrow();
    }

    private static long temporaryFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().matches("gleaner-.*\\.body"))
                    .count();
        }
    }
}
