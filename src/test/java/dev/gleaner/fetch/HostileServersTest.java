package dev.gleaner.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.gleaner.fixture.Packed;
import dev.gleaner.fixture.RawServer;
import dev.gleaner.vocabulary.ErrorCode;
import dev.gleaner.vocabulary.FetchPurpose;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a server does ends in its documented code, soon, and the fetcher goes on working. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class HostileServersTest extends FetcherTestBase {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n";

    static Stream<Arguments> answers() {
        return Stream.of(
                arguments("404", RawServer.text(404, "text/html", "no"), ErrorCode.HTTP_STATUS, false),
                arguments("401", RawServer.text(401, "text/html", "no"), ErrorCode.HTTP_STATUS, false),
                arguments("408", RawServer.text(408, "text/html", "no"), ErrorCode.HTTP_STATUS, true),
                arguments("425", RawServer.text(425, "text/html", "no"), ErrorCode.HTTP_STATUS, true),
                arguments("500", RawServer.text(500, "text/html", "no"), ErrorCode.HTTP_STATUS, true),
                arguments("503 without Retry-After", RawServer.text(503, "a/b", ""), ErrorCode.HTTP_STATUS, true),
                arguments("304 unasked", RawServer.text(304, "text/html", ""), ErrorCode.PROTOCOL_ERROR, true),
                arguments("206 unasked", RawServer.text(206, "text/html", "half"), ErrorCode.PROTOCOL_ERROR, true),
                arguments("999", RawServer.text(999, "text/html", ""), ErrorCode.HTTP_STATUS, false),
                arguments("PDF", RawServer.text(200, "application/pdf", "%PDF"), ErrorCode.UNSUPPORTED_CONTENT, false),
                arguments("text", RawServer.text(200, "text/plain", "<html>"), ErrorCode.UNSUPPORTED_CONTENT, false),
                arguments(
                        "no type, no HTML", RawServer.text(200, null, "GIF89a"), ErrorCode.UNSUPPORTED_CONTENT, false),
                arguments("circle of one", RawServer.redirect(301, "/x"), ErrorCode.TOO_MANY_REDIRECTS, false),
                arguments("circle of two", RawServer.redirect(301, "/back"), ErrorCode.TOO_MANY_REDIRECTS, false),
                arguments(
                        "redirects without end", RawServer.redirect(302, "/n/0"), ErrorCode.TOO_MANY_REDIRECTS, false),
                arguments("redirect to nowhere", RawServer.redirect(302, ""), ErrorCode.PROTOCOL_ERROR, false),
                arguments("redirect to nonsense", RawServer.redirect(302, "http://"), ErrorCode.INVALID_URL, false),
                arguments(
                        "redirect to port 0",
                        RawServer.redirect(302, "http://a.test:0/"),
                        ErrorCode.INVALID_URL,
                        false),
                arguments("announced size", raw(OK + "Content-Length: 99999999\r\n\r\n"), ErrorCode.TOO_LARGE, false),
                arguments("endless body", endless(OK + "\r\n", "x".repeat(8192)), ErrorCode.TOO_LARGE, false),
                arguments(
                        "endless chunks",
                        endless(OK + "Transfer-Encoding: chunked\r\n\r\n", "400\r\n" + "x".repeat(1024) + "\r\n"),
                        ErrorCode.TOO_LARGE,
                        false),
                arguments("gzip bomb", encoded("gzip", Packed.gzip(zeros())), ErrorCode.TOO_LARGE, false),
                arguments(
                        "gzip bomb in gzip",
                        encoded("gzip, gzip", Packed.gzip(Packed.gzip(zeros()))),
                        ErrorCode.TOO_LARGE,
                        false),
                arguments(
                        "deflate bomb", encoded("deflate", Packed.deflate(zeros(), false)), ErrorCode.TOO_LARGE, false),
                arguments(
                        "bare deflate bomb",
                        encoded("deflate", Packed.deflate(zeros(), true)),
                        ErrorCode.TOO_LARGE,
                        false),
                arguments("brotli bomb", encoded("br", Packed.brotliBomb()), ErrorCode.TOO_LARGE, false),
                arguments("zstd bomb", encoded("zstd", Packed.zstd(zeros())), ErrorCode.TOO_LARGE, false),
                arguments("no zstd", encoded("zstd", new byte[] {1, 2, 3, 4, 5}), ErrorCode.PROTOCOL_ERROR, true),
                arguments("cut zstd", encoded("zstd", cut(Packed.zstd(zeros()))), ErrorCode.PROTOCOL_ERROR, true),
                arguments("cut gzip", encoded("gzip", cut(Packed.gzip(zeros()))), ErrorCode.PROTOCOL_ERROR, true),
                arguments("no brotli", encoded("br", new byte[] {-1, -1, -1, -1}), ErrorCode.PROTOCOL_ERROR, true),
                arguments("unknown encoding", encoded("lzma", new byte[9]), ErrorCode.UNSUPPORTED_CONTENT, false),
                arguments(
                        "encoding without end",
                        encoded("gzip,gzip,gzip,gzip", Packed.gzip(zeros())),
                        ErrorCode.UNSUPPORTED_CONTENT,
                        false),
                arguments("silence", stalling(""), ErrorCode.READ_TIMEOUT, true),
                arguments("silence after the head", stalling(OK + "\r\n<p>"), ErrorCode.READ_TIMEOUT, true),
                arguments("dripping body", dripping(OK + "\r\n", "x"), ErrorCode.DEADLINE_EXCEEDED, true),
                arguments("dripping head", dripping(OK, "X: y\r\n"), ErrorCode.READ_TIMEOUT, true),
                arguments("dripping 100s", dripping("", "HTTP/1.1 100 Continue\r\n\r\n"), ErrorCode.READ_TIMEOUT, true),
                arguments("closing at once", raw(""), ErrorCode.CONNECTION_LOST, true),
                arguments("cut head", raw(OK + "X: "), ErrorCode.CONNECTION_LOST, true),
                arguments("short body", raw(OK + "Content-Length: 9\r\n\r\nx"), ErrorCode.CONNECTION_LOST, true),
                arguments(
                        "chunks without end",
                        raw(OK + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"),
                        ErrorCode.CONNECTION_LOST,
                        true),
                arguments("no HTTP", raw("SSH-2.0-OpenSSH_9.2\r\n\r\n"), ErrorCode.PROTOCOL_ERROR, true),
                arguments("no status", raw("HTTP/1.1 abc OK\r\n\r\n"), ErrorCode.PROTOCOL_ERROR, true),
                arguments(
                        "bad chunk",
                        raw(OK + "Transfer-Encoding: chunked\r\n\r\nZZ\r\n"),
                        ErrorCode.PROTOCOL_ERROR,
                        true),
                arguments(
                        "two lengths",
                        raw(OK + "Content-Length: 5\r\nContent-Length: 7\r\n\r\nhello, "),
                        ErrorCode.PROTOCOL_ERROR,
                        true),
                arguments(
                        "negative length", raw(OK + "Content-Length: -5\r\n\r\nhello"), ErrorCode.PROTOCOL_ERROR, true),
                arguments(
                        "huge header",
                        raw(OK + "X: " + "y".repeat(70_000) + "\r\n\r\n"),
                        ErrorCode.HEADERS_TOO_LARGE,
                        false),
                arguments(
                        "many headers",
                        raw(OK + "X: yyyyyyy\r\n".repeat(9000) + "\r\n"),
                        ErrorCode.HEADERS_TOO_LARGE,
                        false),
                arguments(
                        "huge status line",
                        raw("HTTP/1.1 200 " + "y".repeat(70_000) + "\r\n\r\n"),
                        ErrorCode.HEADERS_TOO_LARGE,
                        false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void a_bad_answer_ends_in_its_code(String name, RawServer.Script script, ErrorCode code, boolean worthRetrying) {
        server.at("/x", script).at("/back", RawServer.redirect(302, "/x")).at("/fine", RawServer.html("hello"));
        for (int hop = 0; hop < 9; hop++) {
            server.at("/n/" + hop, RawServer.redirect(302, "/n/" + (hop + 1)));
        }
        Fetcher fetcher = fetcher("page-max-bytes", "1M", "read-timeout", "1s", "page-deadline", "3s");
        assertThat(page(fetcher, "http://shop.test/x")).isInstanceOfSatisfying(Fetched.Failed.class, failed -> {
            assertThat(failed.reason()).as(failed.message()).isEqualTo(code);
            assertThat(failed.worthRetrying()).isEqualTo(worthRetrying);
            assertThat(failed.message()).doesNotContain("Exception");
        });
        assertThat(page(fetcher, "http://shop.test/fine")).isInstanceOf(Fetched.Body.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/",
                "http://localhost/",
                "http://2130706433/",
                "http://0x7f.1/",
                "http://0177.0.0.1/",
                "http://127.1/",
                "http://[::1]/",
                "http://[::ffff:10.0.0.1]/",
                "http://[64:ff9b::7f00:1]/",
                "http://[fd00:ec2::254]/",
                "http://169.254.169.254/latest/meta-data/",
                "http://10.0.0.1/",
                "http://0.0.0.0/",
                "http://user:word@192.168.1.1/",
                "http://shop.test:22/",
                "file:///etc/passwd",
                "ftp://shop.test/",
                "javascript:alert(1)"
            })
    void a_redirect_to_a_forbidden_address_is_refused(String target) {
        server.at("/x", RawServer.redirect(302, target));
        assertThat(page(fetcher(), "http://shop.test/x"))
                .isInstanceOfSatisfying(
                        Fetched.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(ErrorCode.FORBIDDEN_ADDRESS));
    }

    @Test
    void a_busy_server_is_visited_later() {
        server.at("/1", RawServer.text(429, "text/html", ""))
                .at("/2", RawServer.text(429, "text/html", "", "Retry-After: 7"))
                .at("/3", RawServer.text(503, "text/html", "", "Retry-After: 99999999999"))
                .at("/4", RawServer.text(503, "text/html", "", "Retry-After: Sat, 31 Jan 2009 10:00:00 GMT"));
        Fetcher fetcher = fetcher();
        assertThat(page(fetcher, "http://shop.test/1")).isEqualTo(later("/1", 429, Duration.ofSeconds(60)));
        assertThat(page(fetcher, "http://shop.test/2")).isEqualTo(later("/2", 429, Duration.ofSeconds(7)));
        assertThat(page(fetcher, "http://shop.test/3")).isEqualTo(later("/3", 503, Duration.ofHours(1)));
        assertThat(page(fetcher, "http://shop.test/4")).isEqualTo(later("/4", 503, Duration.ofSeconds(1)));
    }

    @Test
    void a_host_without_address_is_not_found() {
        assertThat(page(fetcher(), "http://no-such-host.invalid/"))
                .isInstanceOfSatisfying(
                        Fetched.Failed.class,
                        failed -> assertThat(failed.reason()).isEqualTo(ErrorCode.DNS_NOT_FOUND));
    }

    @Test
    void encodings_are_removed_and_claimed_ones_that_are_not_there_are_forgiven() throws IOException {
        byte[] html = "<p>Grüße, brotli".getBytes(StandardCharsets.UTF_8);
        server.at("/gzip", encoded("gzip", Packed.gzip(html)))
                .at("/x-gzip", encoded("X-GZIP", Packed.gzip(html)))
                .at("/zlib", encoded("deflate", Packed.deflate(html, false)))
                .at("/bare", encoded("deflate", Packed.deflate(html, true)))
                .at("/br", encoded("br", Base64.getDecoder().decode("iwiAPHA+R3LDvMOfZSwgYnJvdGxpAw==")))
                .at("/zstd", encoded("zstd", Packed.zstd(html)))
                .at("/twice", encoded("deflate, gzip", Packed.gzip(Packed.deflate(html, false))))
                .at("/none", encoded("gzip", html))
                .at("/identity", encoded("identity", html));
        Fetcher fetcher = fetcher();
        for (String path : new String[] {"gzip", "x-gzip", "zlib", "bare", "br", "zstd", "twice", "none", "identity"}) {
            assertThat(bytes(page(fetcher, "http://shop.test/" + path)))
                    .as(path)
                    .isEqualTo(html);
        }
    }

    @Test
    void a_gzip_file_without_content_encoding_arrives_as_it_is() throws IOException {
        byte[] file = Packed.gzip("<urlset/>".getBytes(StandardCharsets.UTF_8));
        server.at("/s.xml.gz", RawServer.bytes(200, "application/gzip", file));
        assertThat(bytes(get(fetcher(), FetchPurpose.SITEMAP, "http://shop.test/s.xml.gz")))
                .isEqualTo(file);
    }

    @Test
    void a_large_encoded_sitemap_is_decoded_on_disk() throws IOException {
        byte[] xml = "<url><loc>http://shop.test/</loc></url>\n".repeat(100_000).getBytes(StandardCharsets.UTF_8);
        server.at("/s.xml", RawServer.bytes(200, "application/xml", Packed.gzip(xml), "Content-Encoding: gzip"));
        Fetched fetched = get(fetcher(), FetchPurpose.SITEMAP, "http://shop.test/s.xml");
        assertThat(body(fetched).content()).isInstanceOf(Content.OnDisk.class);
        assertThat(bytes(fetched)).isEqualTo(xml);
    }

    @Test
    void a_page_without_media_type_is_known_by_its_look() throws IOException {
        server.at("/x", RawServer.text(200, null, "\ufeff \n<!DOCTYPE html><title>t</title>"))
                .at("/empty", RawServer.text(200, null, ""));
        assertThat(body(page(fetcher(), "http://shop.test/x")).text()).contains("<title>t");
        assertThat(body(page(fetcher(), "http://shop.test/empty")).text()).isEmpty();
    }

    private static Fetched later(String path, int status, Duration delay) {
        return new Fetched.ComeBackLater(delay, "HTTP " + status + " from http://shop.test" + path);
    }

    private static RawServer.Script raw(String answer) {
        return exchange -> {
            exchange.send(answer);
            return false;
        };
    }

    private static RawServer.Script stalling(String start) {
        return exchange -> {
            exchange.send(start);
            exchange.stall(30_000);
            return false;
        };
    }

    private static RawServer.Script dripping(String start, String drop) {
        return exchange -> {
            exchange.send(start);
            while (!exchange.stall(50)) {
                exchange.send(drop);
            }
            return false;
        };
    }

    private static RawServer.Script endless(String start, String piece) {
        return exchange -> {
            exchange.send(start);
            while (!exchange.stall(0)) {
                exchange.send(piece);
            }
            return false;
        };
    }

    private static RawServer.Script encoded(String encoding, byte[] body) {
        return RawServer.bytes(200, "text/html", body, "Content-Encoding: " + encoding);
    }

    private static byte[] zeros() {
        return new byte[20_000_000];
    }

    private static byte[] cut(byte[] bytes) {
        return Arrays.copyOf(bytes, 40);
    }
}
