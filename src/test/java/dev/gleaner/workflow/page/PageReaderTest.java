package dev.gleaner.workflow.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.address.WebUrl;
import dev.gleaner.workflow.page.PageContent.Links;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PageReaderTest {
    private static final WebUrl PAGE = WebUrl.of("https://www.acme.test/about/");

    @Test
    void every_field_of_a_page_is_read() {
        assertThat(read("""
                        <html lang="en-GB"><head><title> About
                          Acme </title><meta name="Description" content="Wheels &amp; more">
                        <link rel="canonical" href="/about"><script type="application/ld+json">
                        {"@graph": [{"@type": "Organization", "address": {"@type": "http://schema.org/PostalAddress"}},
                        {"@type": ["WebPage", "AboutPage"]}]}</script></head>
                        <body><h1></h1><h1>About <b>us</b></h1><p>We make wheels since 1998 &ndash; by hand.</p>
                        <div itemscope itemtype="https://schema.org/Person"></div>
                        <a href="/">Home</a> <a href="/#top">Top</a> <a href="#here">Here</a> <a href="https://acme.test/team">Team</a>
                        <a href="https://shop.acme.test/">Shop</a> <a href="https://other.test/a">A</a>
                        <a href="https://other.test/a?utm_source=acme">A</a> <a href="mailto:info@acme.test">Mail</a>
                        <a href="tel:+493022334455">Call</a> <a href="javascript:void(0)">Menu</a></body></html>
                        """))
                .isEqualTo(new PageContent(
                        "About Acme",
                        "Wheels & more",
                        "About us",
                        "https://www.acme.test/about",
                        "en-GB",
                        19,
                        new Links(3, 1),
                        List.of("Organization", "PostalAddress", "WebPage", "AboutPage", "Person"),
                        "About us\nWe make wheels since 1998 – by hand."));
    }

    @Test
    void what_a_page_does_not_say_is_null() {
        assertThat(read(""))
                .isEqualTo(new PageContent(null, null, null, null, null, 0, new Links(0, 0), List.of(), ""));
    }

    @Test
    void what_is_written_for_social_networks_fills_gaps() {
        PageContent page = read("""
                <meta property="og:title" content="Acme"><meta property="og:description" content="Wheels">
                <meta property="og:locale" content="de_AT">
                """);

        assertThat(page.title()).isEqualTo("Acme");
        assertThat(page.description()).isEqualTo("Wheels");
        assertThat(page.language()).isEqualTo("de-AT");
    }

    @Test
    void the_attribute_names_the_language_before_the_header_does() {
        assertThat(read("<html lang='fr'>", "de").language()).isEqualTo("fr");
        assertThat(read("<html>", "de, en").language()).isEqualTo("de");
        assertThat(read("<html lang=''>", "de").language()).isEqualTo("de");
        assertThat(read("<html lang='???'>", "?").language()).isNull();
    }

    @Test
    void the_picture_of_a_headline_speaks_for_it() {
        assertThat(read("<h1><img src='a.png' alt='Acme Wheels'></h1>").h1()).isEqualTo("Acme Wheels");
    }

    @Test
    void a_picture_title_is_not_the_title_of_the_page() {
        assertThat(read("<body><svg><title>Icon</title></svg>").title()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "'one two, three.', 3",
        "'- – * one', 1",
        "'e-mail and don''t', 3",
        "'我们 联系', 4",
        "'<p>one</p><p>two</p>', 2",
        "'on<b>e</b>', 1",
        "'one<script>two</script><style>three</style><noscript>four</noscript>', 1",
        "'<p hidden>one</p><p style=\"display: none\">two</p>', 0"
    })
    void words_are_counted_as_a_reader_sees_them(String html, int words) {
        assertThat(read(html).wordCount()).isEqualTo(words);
    }

    @Test
    void links_are_resolved_against_the_base_of_the_page() {
        PageContent page =
                read("<base href='https://other.test/x/'><a href='y'>y</a><a href='https://acme.test/z'>z</a>");

        assertThat(page.links()).isEqualTo(new Links(1, 1));
    }

    @Test
    void a_very_long_title_is_cut() {
        assertThat(read("<title>" + "word ".repeat(10_000) + "</title>").title())
                .hasSizeLessThanOrEqualTo(500);
    }

    @Test
    void the_text_is_the_main_part_that_the_page_marks() {
        assertThat(read("""
                        <header>Acme</header><nav><a href="/">Home</a></nav><div class="cookie-banner">We use cookies</div>
                        <main><nav class="breadcrumbs">Home / Wheels</nav><article><header><h1>Wheels</h1></header>
                        <p>Made by <a href="/hand">hand</a>.</p><aside>Subscribe!</aside></article></main>
                        <footer>© Acme</footer>""").text()).isEqualTo("Wheels\nMade by hand.");
    }

    @Test
    void where_nothing_is_marked_the_menus_are_left_out_of_the_text() {
        assertThat(read("""
                        <ul><li><a href="/">Home</a></li><li><a href="/shop">Shop</a></li></ul>
                        <form><h2>Wheels</h2><p>See <a href="/a">our wheels</a>, made by hand.</p></form>
                        <div role="contentinfo">© Acme</div>""").text()).isEqualTo("Wheels\nSee our wheels, made by hand.");
    }

    @Test
    void a_page_that_is_all_surroundings_is_its_own_text() {
        assertThat(read("<div class='sidebar'>Only this</div>").text()).isEqualTo("Only this");
    }

    @Test
    void a_very_long_text_is_cut() {
        assertThat(read("<p>" + "word ".repeat(100_000)).text()).hasSizeLessThanOrEqualTo(50_000);
    }

    @Test
    void types_of_rdfa_are_read_without_their_vocabulary() {
        assertThat(read("<div vocab='https://schema.org/' typeof='LocalBusiness schema:Person http://x.test/y#Z'>")
                        .structuredData())
                .containsExactly("LocalBusiness", "Person", "Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<div>",
                "<b><i>",
                "<a href='/'>",
                "<h1>",
                "<table>",
                "<meta name='a' content='b'>",
                "<svg><title>",
                "\0"
            })
    void hostile_repetition_costs_little(String part) {
        String page = part.repeat(100_000);

        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> read(page));
    }

    private static PageContent read(String html) {
        return new PageReader().read(html, PAGE, Optional.empty());
    }

    private static PageContent read(String html, String contentLanguage) {
        return new PageReader().read(html, PAGE, Optional.of(contentLanguage));
    }
}
