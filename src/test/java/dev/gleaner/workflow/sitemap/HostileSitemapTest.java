package dev.gleaner.workflow.sitemap;

import static dev.gleaner.workflow.sitemap.Reading.document;
import static dev.gleaner.workflow.sitemap.Reading.failure;
import static dev.gleaner.workflow.sitemap.Reading.gzip;
import static dev.gleaner.workflow.sitemap.Reading.page;
import static dev.gleaner.workflow.sitemap.Reading.urls;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.gleaner.address.WebUrl;
import dev.gleaner.fetch.Content;
import dev.gleaner.vocabulary.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class HostileSitemapTest {

    @Test
    void entities_that_multiply_are_never_expanded() {
        SitemapDocument document = document("""
                <?xml version="1.0"?>
                <!DOCTYPE urlset [
                  <!ENTITY a "aaaaaaaaaa">
                  <!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
                  <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">
                  <!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">
                ]>
                <urlset><url><loc>https://shop.test/x</loc></url><url><loc>&d;</loc></url></urlset>
                """);

        assertThat(urls(document)).containsExactly("https://shop.test/x");
        assertThat(document.rejected()).isEqualTo(1);
    }

    @Test
    void a_file_of_this_machine_is_never_read(@TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "https://shop.test/secret");
        String attack = """
                <!DOCTYPE urlset [<!ENTITY secret SYSTEM "%s">]>
                <urlset><url><loc>&secret;</loc></url><url><loc>/a</loc></url>%s</urlset>""";

        assertThat(urls(attack.formatted(secret.toUri(), ""))).containsExactly("https://shop.test/a");
        assertThat(urls(attack.formatted(secret.toUri(), "<bad"))).containsExactly("https://shop.test/a");
    }

    @Test
    void nobody_is_called_for_a_document_type() throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String host = "http://127.0.0.1:" + listener.getLocalPort();
            assertThat(urls("<!DOCTYPE urlset SYSTEM '" + host + "/a.dtd' [<!ENTITY % p SYSTEM '" + host
                            + "/p'> %p; <!ENTITY e SYSTEM '" + host + "/e'>]>"
                            + "<urlset xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:schemaLocation='x "
                            + host + "/a.xsd'>" + page("/a") + page("&e;") + "</urlset>"))
                    .containsExactly("https://shop.test/a");

            listener.setSoTimeout(100);
            Assertions.assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(listener::accept);
        }
    }

    @Test
    void a_bomb_is_cut_off() throws IOException {
        SitemapReading.Unreadable failure = failure(Reading.of(bomb(200)));

        assertThat(failure.reason()).isEqualTo(ErrorCode.TOO_LARGE);
        assertThat(failure.message()).isEqualTo("The sitemap is larger than 104857600 bytes when unpacked");
        assertThat(failure(Reading.of(gzip(bomb(200)))).reason()).isEqualTo(ErrorCode.TOO_LARGE);
    }

    @Test
    void a_bomb_that_unpacks_to_nothing_is_cut_off_too() {
        byte[] nothing = gzip(new byte[0]);
        byte[] members = new byte[nothing.length * 100_000];
        for (int i = 0; i < 100_000; i++) {
            System.arraycopy(nothing, 0, members, i * nothing.length, nothing.length);
        }

        assertThat(failure(Reading.of(gzip(members), new SitemapLimits(10, 1_000_000, 10)))
                        .reason())
                .isEqualTo(ErrorCode.TOO_LARGE);
    }

    @Test
    void a_small_limit_counts_unpacked_bytes() {
        byte[] plain = ("<urlset>" + page("/a").repeat(100) + "</urlset>").getBytes(StandardCharsets.UTF_8);
        SitemapLimits exact = new SitemapLimits(10, plain.length, 10);
        SitemapLimits less = new SitemapLimits(10, plain.length - 1, 10);

        assertThat(document(Reading.of(gzip(plain), exact)).bytes()).isEqualTo(plain.length);
        assertThat(failure(Reading.of(gzip(plain), less)).reason()).isEqualTo(ErrorCode.TOO_LARGE);
        assertThat(failure(Reading.of(plain, less)).reason()).isEqualTo(ErrorCode.TOO_LARGE);
    }

    @Test
    void elements_without_end_are_given_up() {
        assertThat(failure(Reading.of("<urlset>" + "<url>".repeat(1_000_000))).reason())
                .isEqualTo(ErrorCode.PARSE_FAILED);
        assertThat(failure(Reading.of("<urlset>" + "<a>".repeat(1_000_000))).message())
                .contains("nested too deeply");
    }

    @Test
    void a_tag_without_end_is_given_up() {
        String attribute = "<urlset>" + page("/a") + "<x y='" + "z".repeat(10_000_000) + "'/></urlset>";
        String name = "<urlset>" + page("/a") + "<" + "z".repeat(10_000_000);

        assertThat(urls(attribute)).containsExactly("https://shop.test/a");
        assertThat(document(attribute).problem()).isPresent();
        assertThat(urls(name)).containsExactly("https://shop.test/a");
    }

    @Test
    void ever_new_names_are_given_up_by_the_parser_that_remembers_them() {
        String names =
                IntStream.range(0, 100_000).mapToObj(i -> "<a" + i + "/>").collect(Collectors.joining());

        SitemapDocument document = document("<urlset>" + page("/a") + names + page("/b") + "</urlset>");

        assertThat(document.problem())
                .hasValueSatisfying(problem -> assertThat(problem).contains("different names"));
        assertThat(urls(document)).containsExactly("https://shop.test/a", "https://shop.test/b");
    }

    /** Each had been read again from each of its characters: a minute for a hundred entries. */
    @Test
    void long_values_cost_no_more_than_they_are_long() {
        String blanks = "é" + " ".repeat(8_100) + "é";
        String digits = "2020-01-01T00:00:00." + "0".repeat(8_100) + " x y";
        String entry = "<url><loc>" + blanks + "</loc><lastmod>" + digits + "</lastmod><priority>" + blanks
                + "</priority><changefreq>" + blanks + "</changefreq></url>";

        assertTimeoutPreemptively(
                Duration.ofSeconds(10), () -> document("<urlset>" + entry.repeat(200) + page("/a") + "</urlset>"));
    }

    @Test
    void short_addresses_relative_to_a_long_one_are_cut_off_before_they_fill_the_memory() throws IOException {
        WebUrl base = WebUrl.of("https://shop.test/" + "a".repeat(2_000) + "/");
        String pages = IntStream.range(0, 20_000).mapToObj(i -> page("p" + i)).collect(Collectors.joining());
        byte[] bytes = ("<urlset>" + pages + "</urlset>").getBytes(StandardCharsets.UTF_8);

        SitemapDocument document =
                document(new SitemapReader(SitemapLimits.defaults()).read(new Content.InMemory(bytes), base));

        assertThat(document.truncated()).isTrue();
        assertThat(urls(document)).hasSizeBetween(7_000, 8_500);
    }

    /** An entry, then so many mebibytes of white space. */
    private static byte[] bomb(int mebibytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        byte[] space = " ".repeat(1024 * 1024).getBytes(StandardCharsets.UTF_8);
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(("<urlset>" + page("/a")).getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < mebibytes; i++) {
                gzip.write(space);
                gzip.write("<x/>".getBytes(StandardCharsets.UTF_8));
            }
        }
        return packed.toByteArray();
    }
}
