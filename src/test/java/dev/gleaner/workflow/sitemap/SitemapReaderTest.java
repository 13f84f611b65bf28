package dev.gleaner.workflow.sitemap;

import static dev.gleaner.workflow.sitemap.Reading.document;
import static dev.gleaner.workflow.sitemap.Reading.gzip;
import static dev.gleaner.workflow.sitemap.Reading.only;
import static dev.gleaner.workflow.sitemap.Reading.page;
import static dev.gleaner.workflow.sitemap.Reading.urls;
import static dev.gleaner.workflow.sitemap.Reading.urlset;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.address.WebUrl;
import dev.gleaner.fetch.Content;
import dev.gleaner.vocabulary.ChangeFrequency;
import dev.gleaner.vocabulary.SitemapKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SitemapReaderTest {

    @Test
    void a_urlset_tells_all_about_its_pages() {
        SitemapDocument document = document("""
                <?xml version="1.0" encoding="UTF-8"?>
                <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
                  <url>
                    <loc>https://shop.test/</loc>
                    <lastmod>2024-05-06T07:08:09+02:00</lastmod>
                    <changefreq>daily</changefreq>
                    <priority>0.8</priority>
                  </url>
                  <url><loc>https://shop.test/contact/</loc></url>
                </urlset>
                """);

        assertThat(document.kind()).isEqualTo(SitemapKind.URLSET);
        assertThat(document.problem()).isEmpty();
        assertThat(document.truncated()).isFalse();
        assertThat(document.rejected()).isZero();
        assertThat(document.entries())
                .containsExactly(
                        new SitemapEntry(
                                WebUrl.of("https://shop.test/"),
                                Optional.of(Instant.parse("2024-05-06T05:08:09Z")),
                                Optional.of(ChangeFrequency.DAILY),
                                Optional.of(0.8)),
                        new SitemapEntry(
                                WebUrl.of("https://shop.test/contact/"),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()));
    }

    @Test
    void an_index_names_other_sitemaps() {
        SitemapDocument document = document("""
                <?xml version="1.0"?>
                <sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
                  <sitemap><loc>https://shop.test/a.xml.gz</loc><lastmod>2024-01-02</lastmod></sitemap>
                  <sitemap><loc>https://shop.test/b.xml</loc></sitemap>
                </sitemapindex>
                """);

        assertThat(document.kind()).isEqualTo(SitemapKind.INDEX);
        assertThat(urls(document)).containsExactly("https://shop.test/a.xml.gz", "https://shop.test/b.xml");
        assertThat(document.entries().get(0).lastModified()).contains(Instant.parse("2024-01-02T00:00:00Z"));
    }

    @Test
    void a_text_file_names_a_page_on_each_line() {
        SitemapDocument document = document("""
                \uFEFF
                https://shop.test/one
                   https://shop.test/two\t

                # a remark
                nonsense
                https://shop.test/one
                """.replace("\n", "\r\n"));

        assertThat(document.kind()).isEqualTo(SitemapKind.TEXT);
        assertThat(urls(document)).containsExactly("https://shop.test/one", "https://shop.test/two");
        assertThat(document.rejected()).isEqualTo(1);
        assertThat(document.duplicates()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>%s</loc></url></urlset>",
                "<urlset><url><loc>%s</loc></url></urlset>",
                "<sm:urlset xmlns:sm='http://www.sitemaps.org/schemas/sitemap/0.9'><sm:url><sm:loc>%s</sm:loc></sm:url></sm:urlset>",
                "<sm:urlset><sm:url><sm:loc>%s</sm:loc></sm:url></sm:urlset>",
                "<urlset xmlns='http://www.google.com/schemas/sitemap/0.84'><url><loc>%s</loc></url></urlset>",
                "<urlset xmlns='https://example.test/wrong'><url xmlns=''><loc>%s</loc></url></urlset>",
                "<URLSET><Url><LOC>%s</LOC></Url></URLSET>",
                "<!DOCTYPE urlset><urlset><url><loc>%s</loc></url></urlset>",
                "<?xml-stylesheet href='a.xsl'?><!-- <html> --><urlset><url><loc>%s</loc></url></urlset>",
                "<urlset><group><url><loc>%s</loc></url></group></urlset>"
            })
    void every_habit_of_writing_names_is_understood(String habit) {
        assertThat(urls(habit.formatted("https://shop.test/a"))).containsExactly("https://shop.test/a");
    }

    @Test
    void pictures_videos_news_and_translations_are_no_pages() {
        assertThat(urls("""
                <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
                        xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"
                        xmlns:video="http://www.google.com/schemas/sitemap-video/1.1"
                        xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
                        xmlns:xhtml="http://www.w3.org/1999/xhtml">
                  <url>
                    <image:image><image:loc>https://shop.test/a.png</image:loc></image:image>
                    <image:loc>https://shop.test/stray.png</image:loc>
                    <loc>https://shop.test/a</loc>
                    <image:image><image:loc>https://shop.test/b.png</image:loc></image:image>
                    <video:video>
                      <video:content_loc>https://shop.test/a.mp4</video:content_loc>
                      <video:player_loc>https://shop.test/player</video:player_loc>
                    </video:video>
                    <news:news><news:title>https://shop.test/title</news:title></news:news>
                    <xhtml:link rel="alternate" hreflang="de" href="https://shop.test/de/a"/>
                  </url>
                </urlset>
                """)).containsExactly("https://shop.test/a");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://shop.test/?a=1&amp;b=2       | https://shop.test/?a=1&b=2",
                "https://shop.test/?a=1&#38;b=2       | https://shop.test/?a=1&b=2",
                "https://shop.test/?a=1&#x26;b=2      | https://shop.test/?a=1&b=2",
                "https://shop.test/?a=1&amp;amp;b=2   | https://shop.test/?a=1&b=2",
                "<![CDATA[https://shop.test/?a=1&b=2]]> | https://shop.test/?a=1&b=2",
                "<![CDATA[ https://shop.test/?a=1&amp;b=2 ]]> | https://shop.test/?a=1&b=2",
                "https://shop.test/caf&eacute;        | https://shop.test/caf%C3%A9",
                "https://shop.test/<!-- x -->a        | https://shop.test/a",
                "https://münchen.test/straße          | https://xn--mnchen-3ya.test/stra%C3%9Fe",
                "HTTPS://Shop.TEST:443/a#part         | https://shop.test/a",
                "/a                                   | https://shop.test/a",
                "b.html                               | https://shop.test/maps/b.html",
                "../c                                 | https://shop.test/c",
                "//other.test/d                       | https://other.test/d",
                "www.shop.test/e                      | https://www.shop.test/e",
                "https://shop.test/two words          | https://shop.test/two%20words"
            })
    void an_address_is_understood_as_it_was_meant(String written, String meant) {
        assertThat(only(urlset(page(written))).url()).hasToString(meant);
    }

    @Test
    void white_space_around_and_in_an_address_is_dropped() {
        assertThat(urls(urlset(page("\n\t https://shop.test/a\n   ")
                        + page("\u00a0https://shop.test/b\u200b&nbsp;")
                        + page("https://shop.test/\nc"))))
                .containsExactly("https://shop.test/a", "https://shop.test/b", "https://shop.test/c");
    }

    @Test
    void what_is_no_web_address_is_counted_and_left_out() {
        SitemapDocument document = document(urlset(page("mailto:sales@shop.test")
                + page("javascript:void(0)")
                + page("ftp://shop.test/a")
                + page("")
                + page("coming soon")
                + page("https://shop.test/" + "a".repeat(3000))
                + page("https://shop.test/" + "a".repeat(30_000))
                + "<url><lastmod>2024</lastmod></url>"
                + page("https://shop.test/a")));

        assertThat(urls(document)).containsExactly("https://shop.test/a");
        assertThat(document.rejected()).isEqualTo(8);
        assertThat(document.problem()).isEmpty();
    }

    @Test
    void an_address_counts_once() {
        SitemapDocument document = document(urlset(page("https://shop.test/a")
                + page("https://shop.test/a#top")
                + page("https://SHOP.test/a?utm_source=mail")
                + page("https://shop.test/b")));

        assertThat(urls(document)).containsExactly("https://shop.test/a", "https://shop.test/b");
        assertThat(document.duplicates()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"0.5,0.5", "1,1.0", "1.0,1.0", "0,0.0", "'0,7',0.7", ".3,0.3", "7,1.0", "-2,0.0", "' 0.25 ',0.25"})
    void a_priority_lies_between_0_and_1(String written, double meant) {
        assertThat(only(urlset("<url><loc>/a</loc><priority>" + written + "</priority></url>"))
                        .priority())
                .contains(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "high", "NaN", "1e999999999", "0x1", "--1", "1.2.3"})
    void a_priority_that_is_no_number_is_absent(String written) {
        assertThat(only(urlset("<url><loc>/a</loc><priority>" + written + "</priority></url>"))
                        .priority())
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(ChangeFrequency.class)
    void every_change_frequency_is_known(ChangeFrequency frequency) {
        String word = frequency.name().toLowerCase();

        assertThat(only(urlset("<url><loc>/a</loc><changefreq> " + word + "\n</changefreq></url>"))
                        .changeFrequency())
                .contains(frequency);
    }

    @Test
    void hints_that_make_no_sense_do_not_cost_the_page() {
        SitemapEntry entry = only(urlset("""
                <url><loc>/a</loc><lastmod>yesterday</lastmod><changefreq>often</changefreq><priority/></url>"""));

        assertThat(entry)
                .isEqualTo(new SitemapEntry(
                        WebUrl.of("https://shop.test/a"), Optional.empty(), Optional.empty(), Optional.empty()));
    }

    @Test
    void a_packed_document_is_known_by_its_bytes_once_and_twice() {
        byte[] once = gzip(urlset(page("/a")));

        assertThat(urls(document(once))).containsExactly("https://shop.test/a");
        assertThat(urls(document(gzip(once)))).containsExactly("https://shop.test/a");
        assertThat(document(once).bytes()).isEqualTo(urlset(page("/a")).length());
        assertThat(urls(document(gzip("https://shop.test/t\n")))).containsExactly("https://shop.test/t");
    }

    @Test
    void a_packed_document_may_come_in_several_members() {
        byte[] first = gzip("<urlset>" + page("/a"));
        byte[] second = gzip(page("/b") + "</urlset>");
        byte[] both = new byte[first.length + second.length];
        System.arraycopy(first, 0, both, 0, first.length);
        System.arraycopy(second, 0, both, first.length, second.length);

        assertThat(urls(document(both))).containsExactly("https://shop.test/a", "https://shop.test/b");
    }

    @Test
    void a_document_on_disk_reads_the_same(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("body"), gzip(urlset(page("/a"))));
        SitemapReader reader = new SitemapReader(SitemapLimits.defaults());

        SitemapReading reading = reader.read(new Content.OnDisk(file, Files.size(file)), Reading.ADDRESS);

        assertThat(urls(document(reading))).containsExactly("https://shop.test/a");
    }

    @Test
    void an_empty_urlset_is_a_sitemap_without_pages() {
        SitemapDocument document = document(urlset(""));

        assertThat(document.entries()).isEmpty();
        assertThat(document.problem()).isEmpty();
    }

    @Test
    void the_first_entry_decides_where_index_and_urlset_are_mixed_up() {
        SitemapDocument index = document(urlset("<sitemap><loc>/a.xml</loc></sitemap>"));
        SitemapDocument pages = document("<sitemapindex>" + page("/a") + "<sitemap><loc>/b.xml</loc></sitemap>"
                + page("/c") + "</sitemapindex>");

        assertThat(index.kind()).isEqualTo(SitemapKind.INDEX);
        assertThat(pages.kind()).isEqualTo(SitemapKind.URLSET);
        assertThat(urls(pages)).containsExactly("https://shop.test/a", "https://shop.test/c");
        assertThat(pages.rejected()).isEqualTo(1);
    }

    @Test
    void two_addresses_in_one_entry_are_two_pages() {
        assertThat(urls(urlset("<url><loc>/a</loc><loc/><loc>/b</loc></url>")))
                .containsExactly("https://shop.test/a", "https://shop.test/b");
    }
}
