package dev.gleaner.workflow.sitemap;

import static dev.gleaner.workflow.sitemap.Reading.document;
import static dev.gleaner.workflow.sitemap.Reading.failure;
import static dev.gleaner.workflow.sitemap.Reading.gzip;
import static dev.gleaner.workflow.sitemap.Reading.page;
import static dev.gleaner.workflow.sitemap.Reading.urls;
import static dev.gleaner.workflow.sitemap.Reading.urlset;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.vocabulary.ErrorCode;
import dev.gleaner.vocabulary.SitemapKind;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class BrokenSitemapTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<urlset><url><loc>/a?x=1&y=2</loc></url><url><loc>/b</loc></url></urlset>",
                "<urlset><url><loc>/a?x=1&y=2</loc><url><loc>/b</loc></urlset>",
                "<urlset><url><loc>/a?x=1&amp;y=2<lastmod>2024</lastmod></url><url><loc>/b</loc></url></urlset>",
                "<urlset><url><loc>/a?x=1&amp;y=2<loc></url><url><loc>/b<loc></url></urlset>",
                "<urlset><loc>x</loc></wrong><url><loc>/a?x=1&amp;y=2</loc></url><url><loc>/b</loc></url></urlset>",
                "<urlset><url><loc>/a?x=1&amp;y=2</loc></url></urlset><url><loc>/b</loc></url>",
                "<url><loc>/a?x=1&amp;y=2</loc></url><url><loc>/b</loc></url>",
                "<urlset a=1 a=2 b><url id=\"1><loc>/a?x=1&amp;y=2</loc></url><url><loc>/b</loc></url></urlset>",
                "<urlset><url><loc>/a?x=1&amp;y=2</loc><x>\u0001</x></url><url><loc>/b</loc></url></urlset>",
                "<br />\n<b>Warning</b>: x() in <b>/srv/a.php</b><br />\n<?xml version='1.0'?><urlset>"
                        + "<url><loc>/a?x=1&amp;y=2</loc></url><url><loc>/b</loc></url></urlset>",
                "Notice: x\n<?xml version='1.0'?><urlset><url><loc>/a?x=1&amp;y=2</loc></url><url><loc>/b</loc></url></urlset>",
                "<urlset><!-- a -- b --><url><loc><![CDATA[/a?x=1&y=2]]></loc></url><url><loc>/b</loc></url></urlset>",
                "<urlset><url><image:image><image:loc>/i.png</image:loc></image:image><loc>/a?x=1&y=2</loc></url>"
                        + "<url><loc>/b</loc><image:loc>/j.png</image:loc></url></urlset>",
                "<sm:urlset><sm:url><sm:loc>/a?x=1&y=2</sm:loc></sm:url><sm:url><sm:loc>/b</sm:loc></sm:url></sm:urlset>",
                "<URLSET><URL><LOC>/a?x=1&y=2</loc></Url><url><Loc>/b</LOC></url></URLSET>",
                "<urlset><url><loc>/a?x=1&amp;y=2</loc></url><url><loc>/b</loc></url></urlset>\0\0\0",
                "<urlset><url><loc>/a?x=1&amp;y=2</loc></url><url><loc>/b</loc></url><url><loc>/cut-of"
            })
    void what_was_meant_is_read_all_the_same(String broken) {
        SitemapDocument document = document(broken);

        assertThat(document.kind()).isEqualTo(SitemapKind.URLSET);
        assertThat(urls(document)).containsExactly("https://shop.test/a?x=1&y=2", "https://shop.test/b");
        assertThat(document.problem()).isPresent();
    }

    @Test
    void parameters_that_look_like_entities_stay_parameters() {
        assertThat(urls("<urlset>" + page("/a?b=1&copy=2&lt=3&section=4&amp;reg=5") + "</urlset>"))
                .containsExactly("https://shop.test/a?b=1&copy=2&lt=3&section=4&reg=5");
    }

    @Test
    void html_entities_are_understood_after_a_break() {
        assertThat(urls("<urlset>" + page("/a&b") + page("/caf&eacute;&nbsp;&#8203;") + page("/c&amp;amp;d")
                        + "</urlset>"))
                .containsExactly("https://shop.test/a&b", "https://shop.test/caf%C3%A9", "https://shop.test/c&d");
    }

    @Test
    void hints_survive_the_break() {
        SitemapDocument document =
                document("<urlset><url><loc>/a&b</loc><lastmod>2024-05-06</lastmod><priority>0.5</priority></url>");

        assertThat(document.entries().get(0).lastModified()).contains(Instant.parse("2024-05-06T00:00:00Z"));
        assertThat(document.entries().get(0).priority()).contains(0.5);
    }

    @Test
    void a_broken_index_stays_an_index() {
        SitemapDocument document =
                document("<sitemapindex><sitemap><loc>/a.xml?x&y</loc></sitemap><sitemap><loc>/b.xml</loc>");

        assertThat(document.kind()).isEqualTo(SitemapKind.INDEX);
        assertThat(urls(document)).containsExactly("https://shop.test/a.xml?x&y", "https://shop.test/b.xml");
    }

    @Test
    void a_packed_document_that_was_cut_off_gives_what_had_come() {
        String pages = IntStream.range(0, 5000)
                .mapToObj(i -> page("/" + Integer.toHexString(i * 7919)))
                .collect(Collectors.joining());
        byte[] packed = gzip(urlset(pages));

        SitemapDocument document = document(Arrays.copyOf(packed, packed.length / 2));

        assertThat(document.entries()).hasSizeBetween(1000, 4000);
        assertThat(document.problem())
                .hasValueSatisfying(problem -> assertThat(problem).contains("packed data is damaged"));
        assertThat(urls(document).get(999)).isEqualTo("https://shop.test/" + Integer.toHexString(999 * 7919));
    }

    @Test
    void a_wrong_checksum_is_said_and_costs_nothing() {
        byte[] packed = gzip(urlset(page("/a")));
        packed[packed.length - 8] ^= 1;

        SitemapDocument document = document(packed);

        assertThat(urls(document)).containsExactly("https://shop.test/a");
        assertThat(document.problem()).isPresent();
    }

    @Test
    void one_too_broken_to_give_an_address_has_failed() {
        SitemapReading.Unreadable failure = failure(Reading.of("<urlset><url><loc>"));

        assertThat(failure.reason()).isEqualTo(ErrorCode.PARSE_FAILED);
        assertThat(failure.message()).startsWith("The sitemap is broken: ").doesNotContain("\n");
    }
}
