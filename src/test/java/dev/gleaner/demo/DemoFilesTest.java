package dev.gleaner.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.address.WebUrl;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class DemoFilesTest {
    private static final String HOME = "http://demo.gleaner.test/";

    @Test
    void robots_names_an_index_with_two_children() {
        assertThat(text("/robots.txt")).contains("Sitemap: " + HOME + "sitemap_index.xml");
        assertThat(locations("/sitemap_index.xml"))
                .containsExactly(HOME + "sitemap-pages.xml", HOME + "sitemap-journal.xml");
    }

    @Test
    void the_sitemaps_name_the_fourteen_pages_once_each() {
        assertThat(pages()).hasSize(14).doesNotHaveDuplicates().allMatch(url -> url.startsWith(HOME));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void a_page_that_a_sitemap_names_is_there_and_says_so_itself(String url) {
        Document page = html(url);

        assertThat(page.select("link[rel=canonical]").attr("href")).isEqualTo(url);
        assertThat(page.title()).contains("Gleaner's Orchard");
        assertThat(page.select("h1")).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void whatever_a_page_refers_to_on_this_site_is_there(String url) {
        Document page = html(url);

        assertThat(Stream.concat(
                                page.select("[href]").eachAttr("abs:href").stream(),
                                page.select("[src]").eachAttr("abs:src").stream())
                        .filter(reference -> reference.startsWith(HOME)))
                .isNotEmpty()
                .allSatisfy(reference ->
                        assertThat(DemoFiles.at(WebUrl.of(reference).path())).isPresent());
    }

    @Test
    void the_contact_page_has_every_contact() {
        Document contact = html(HOME + "contact/");

        assertThat(contact.select("a[href^=mailto:]").eachAttr("href"))
                .contains("mailto:farm@demo.gleaner.test", "mailto:orders@demo.gleaner.test");
        assertThat(contact.text()).contains("groups@demo.gleaner.test");
        assertThat(contact.select("a[href^=tel:]").eachAttr("href")).containsExactly("tel:+493023125014");
        assertThat(contact.select("script[type=application/ld+json]").html())
                .contains("+49 30 23125 014", "orders@demo.gleaner.test");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/missing/",
                "/../application.properties",
                "/%2e%2e/application.properties",
                "//",
                "",
                "/apples",
                "/style.exe",
                "/..\\application.properties"
            })
    void nothing_else_is_there(String path) {
        assertThat(DemoFiles.at(path)).isEmpty();
    }

    private static List<String> pages() {
        return Stream.of("/sitemap-pages.xml", "/sitemap-journal.xml")
                .flatMap(sitemap -> locations(sitemap).stream())
                .collect(Collectors.toList());
    }

    private static List<String> locations(String sitemap) {
        return Jsoup.parse(text(sitemap), "", Parser.xmlParser()).select("loc").stream()
                .map(Element::text)
                .collect(Collectors.toList());
    }

    private static Document html(String url) {
        return Jsoup.parse(text(WebUrl.of(url).path()), url);
    }

    private static String text(String path) {
        return new String(DemoFiles.at(path).orElseThrow().bytes(), StandardCharsets.UTF_8);
    }
}
