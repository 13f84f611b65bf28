package dev.gleaner.workflow.sitemap;

import static dev.gleaner.workflow.sitemap.Reading.failure;
import static dev.gleaner.workflow.sitemap.Reading.gzip;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.fetch.Content;
import dev.gleaner.vocabulary.ErrorCode;
import dev.gleaner.vocabulary.SitemapKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SitemapSnifferTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<urlset>                                          | URLSET",
                "<?xml version='1.0'?><ns0:urlset xmlns:ns0='x'>   | URLSET",
                "<UrlSet/>                                         | URLSET",
                "<url><loc>/a</loc></url>                          | URLSET",
                "<br /><b>Warning</b>: x in <b>y.php</b><br /><?xml version='1.0'?><urlset> | URLSET",
                "Notice: deprecated <?xml version='1.0'?><urlset>  | URLSET",
                "<!-- <html> <rss> --><sitemapindex>               | INDEX",
                "<?xml version='1.0'?><!DOCTYPE sitemapindex><sitemapindex xmlns='y'> | INDEX",
                "<rss version='2.0'>                               | FEED",
                "<feed xmlns='http://www.w3.org/2005/Atom'>        | FEED",
                "<rdf:RDF xmlns:rdf='r'>                           | FEED",
                "https://shop.test/a                               | TEXT"
            })
    void the_content_tells_the_kind(String content, SitemapKind kind) {
        assertThat(SitemapSniffer.kindOf(bytes(content))).contains(kind);
        assertThat(SitemapSniffer.kindOf(gzip(content))).contains(kind);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<!DOCTYPE html><html><body>Page not found</body></html>          | HTML",
                "<html><body>Our <urlset> <url><loc>/a</loc></url></body></html>  | HTML",
                "<head><title>x</title></head><body><pre><urlset></pre></body>    | HTML",
                "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'> | HTML",
                "{\"error\":\"<urlset>\"}                                         | JSON",
                "[\"https://shop.test/\"]                                         | JSON",
                "<Error><Code>NoSuchKey</Code></Error>                            | a document of <Error>",
                "<OpenSearchDescription><Url template='x'/></OpenSearchDescription> | a document of <OpenSearchDescription>",
                "User-agent: *                                                    | neither XML nor a list of addresses",
                "%PDF-1.7                                                         | neither XML nor a list of addresses",
                "shop.test/a                                                      | neither XML nor a list of addresses"
            })
    void anything_else_is_no_sitemap(String content, String description) {
        SitemapReading.Unreadable failure = failure(Reading.of(content));

        assertThat(SitemapSniffer.kindOf(bytes(content))).isEmpty();
        assertThat(failure.reason()).isEqualTo(ErrorCode.UNSUPPORTED_CONTENT);
        assertThat(failure.message()).isEqualTo("This is no sitemap: " + description);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   \n\t ", "\uFEFF", "<!-- nothing -->", "<!-- <urlset>"})
    void nothing_is_no_sitemap(String content) {
        assertThat(failure(Reading.of(content)).message()).isEqualTo("This is no sitemap: empty");
        assertThat(failure(Reading.of(gzip(content))).reason()).isEqualTo(ErrorCode.UNSUPPORTED_CONTENT);
    }

    @Test
    void a_list_may_have_a_heading_and_remarks_but_prose_with_links_is_no_list() {
        assertThat(SitemapSniffer.kindOf(bytes("URL\nhttps://shop.test/a\n# x\nhttps://shop.test/b\n")))
                .contains(SitemapKind.TEXT);
        assertThat(SitemapSniffer.kindOf(bytes("See\nhttps://shop.test/a\nfor the licence\n")))
                .isEmpty();
    }

    @Test
    void the_beginning_of_a_packed_document_is_enough() {
        byte[] packed = gzip("<urlset>" + "<url><loc>https://shop.test/</loc></url>".repeat(1000));

        assertThat(SitemapSniffer.kindOf(Arrays.copyOf(packed, packed.length / 2)))
                .contains(SitemapKind.URLSET);
        assertThat(SitemapSniffer.kindOf(gzip(packed))).contains(SitemapKind.URLSET);
    }

    @Test
    void three_layers_of_gzip_are_no_sitemap() {
        assertThat(SitemapSniffer.kindOf(gzip(gzip(gzip("<urlset>"))))).isEmpty();
    }

    @Test
    void gzip_that_gives_nothing_is_a_broken_sitemap() {
        byte[] broken = gzip("<urlset>");
        Arrays.fill(broken, 10, broken.length, (byte) 0xff);

        assertThat(SitemapSniffer.kindOf(broken)).isEmpty();
        assertThat(failure(Reading.of(broken)).reason()).isEqualTo(ErrorCode.PARSE_FAILED);
        assertThat(failure(Reading.of(new byte[] {0x1f, (byte) 0x8b, 8})).reason())
                .isEqualTo(ErrorCode.PARSE_FAILED);
    }

    @Test
    void a_fetched_content_is_looked_at_without_ending_it() throws IOException {
        Content content = new Content.InMemory(bytes("<urlset/>"));

        assertThat(SitemapSniffer.kindOf(content)).contains(SitemapKind.URLSET);
        assertThat(SitemapSniffer.kindOf(content)).contains(SitemapKind.URLSET);
    }

    @Test
    void many_unfinished_comments_cost_no_time() {
        assertThat(SitemapSniffer.kindOf(bytes("<!--".repeat(1_000_000)))).isEmpty();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
