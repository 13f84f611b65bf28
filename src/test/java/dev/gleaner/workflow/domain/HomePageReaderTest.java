package dev.gleaner.workflow.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gleaner.address.WebUrl;
import dev.gleaner.markup.ParsedPage;
import dev.gleaner.workflow.contact.ContactExtractor;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class HomePageReaderTest {
    private static final WebUrl HOME = WebUrl.of("https://www.acme.test/");

    @Test
    void every_field_of_the_metadata_is_read() {
        SiteMetadata metadata = read("""
                        <html lang="de"><head><title>Acme Räder</title><meta name="description" content="Räder aus Holz">
                        <meta name="generator" content="WordPress 6.5"><link rel="canonical" href="https://acme.test/">
                        <link rel="shortcut icon" href="/favicon.ico"><link rel="apple-touch-icon" href="/touch.png">
                        <script type="application/ld+json">{"@graph": [{"@type": "Organization", "logo": {"@id": "#logo"},
                        "telephone": "030 22334455", "sameAs": ["https://twitter.com/acme"]},
                        {"@type": "ImageObject", "@id": "#logo", "url": "https://acme.test/logo.svg"}]}</script>
                        <script src="https://www.googletagmanager.com/gtag/js?id=G-1"></script></head>
                        <body><a href="mailto:info@acme.test">Mail</a> <a href="mailto:no-reply@acme.test">Robot</a>
                        <a href="https://www.facebook.com/acme">F</a> <a href="https://www.facebook.com/other">Friends</a></body></html>
                        """).metadata();

        assertThat(metadata)
                .isEqualTo(new SiteMetadata(
                        "Acme Räder",
                        "Räder aus Holz",
                        "de",
                        "https://acme.test/",
                        "https://www.acme.test/favicon.ico",
                        "https://acme.test/logo.svg",
                        "WordPress 6.5",
                        List.of("WordPress", "Google Analytics"),
                        List.of("info@acme.test"),
                        List.of("+493022334455"),
                        social("facebook", "https://www.facebook.com/acme", "x", "https://x.com/acme"),
                        Map.of(),
                        Map.of(),
                        new Organization(
                                "Organization",
                                null,
                                null,
                                null,
                                "030 22334455",
                                null,
                                null,
                                List.of("https://twitter.com/acme")),
                        List.of(),
                        List.of()));
    }

    private static Map<String, String> social(String... known) {
        Map<String, String> social = new HashMap<>();
        SiteMetadata.NETWORKS.forEach(network -> social.put(network, null));
        for (int i = 0; i < known.length; i += 2) {
            social.put(known[i], known[i + 1]);
        }
        return social;
    }

    @Test
    void the_networks_of_the_contract_are_always_there_and_others_follow() {
        assertThat(read("<a href='https://www.tiktok.com/@acme'>T</a><a href='https://x.com/acme'>X</a>")
                        .metadata()
                        .social()
                        .entrySet())
                .extracting(Map.Entry::getKey, Map.Entry::getValue)
                .containsExactly(
                        tuple("facebook", null),
                        tuple("x", "https://x.com/acme"),
                        tuple("linkedin", null),
                        tuple("instagram", null),
                        tuple("youtube", null),
                        tuple("tiktok", "https://www.tiktok.com/@acme"));
    }

    @Test
    void what_it_tells_social_networks_is_kept_by_name() {
        SiteMetadata metadata = read("""
                <meta property="og:title" content="Acme"><meta property="OG:image" content="/a.png">
                <meta property="og:image" content="/b.png"><meta property="og:locale" content="de_AT">
                <meta name="twitter:card" content="summary"><meta name="twitter:site" content="@acme">
                """).metadata();

        assertThat(metadata.openGraph()).isEqualTo(Map.of("title", "Acme", "image", "/a.png", "locale", "de_AT"));
        assertThat(metadata.twitter()).isEqualTo(Map.of("card", "summary", "site", "@acme"));
        assertThat(metadata.title()).isEqualTo("Acme");
        assertThat(metadata.language()).isEqualTo("de-AT");
    }

    @Test
    void feeds_and_the_page_in_other_languages_are_listed() {
        SiteMetadata metadata = read("""
                <link rel="alternate" type="application/rss+xml" href="/feed/">
                <link rel="alternate" hreflang="en-us" href="/en/"><link rel="alternate" hreflang="x-default" href="/">
                <link rel="stylesheet" hreflang="fr" href="/fr.css">
                """).metadata();

        assertThat(metadata.feeds()).containsExactly("https://www.acme.test/feed/");
        assertThat(metadata.alternates())
                .containsExactly(
                        new SiteMetadata.Alternate("en-US", "https://www.acme.test/en/"),
                        new SiteMetadata.Alternate("x-default", "https://www.acme.test/"));
    }

    @Test
    void what_a_site_does_not_say_is_null_or_empty() {
        assertThat(read("")).isEqualTo(new HomePage(SiteMetadata.UNKNOWN, List.of(), List.of(), List.of()));
    }

    @Test
    void the_metadata_becomes_the_json_of_the_contract() {
        JsonNode json =
                new ObjectMapper().valueToTree(read("<title>Acme</title>").metadata());

        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly(
                        "title",
                        "description",
                        "language",
                        "canonicalUrl",
                        "faviconUrl",
                        "logoUrl",
                        "generator",
                        "technologies",
                        "emails",
                        "phones",
                        "social",
                        "openGraph",
                        "twitter",
                        "organization",
                        "feeds",
                        "alternates");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<img src='/brand.png' alt='Acme logo'> | https://www.acme.test/brand.png",
                "<a class='site-logo'><img src='/brand.png'></a> | https://www.acme.test/brand.png",
                "<div itemscope><img itemprop='logo' src='/brand.png'></div> | https://www.acme.test/brand.png",
                "<script type='application/ld+json'>{\"logo\": \"/brand.png\"}</script> | https://www.acme.test/brand.png",
                "<script type='application/ld+json'>{\"logo\": {\"@id\": \"#l\", \"url\": \"/b.png\"}}</script> | https://www.acme.test/b.png"
            })
    void the_logo_is_found(String html, String logo) {
        assertThat(read(html).metadata().logoUrl()).isEqualTo(logo);
    }

    @Test
    void a_picture_inside_the_markup_has_no_address() {
        assertThat(read("<link rel='icon' href='data:image/png;base64,AAAA'><img class=logo src='data:,'>")
                        .metadata())
                .extracting(SiteMetadata::faviconUrl, SiteMetadata::logoUrl)
                .containsOnlyNulls();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<link rel=stylesheet href='/wp-content/themes/a/style.css'> | WordPress",
                "<script src='https://cdn.shopify.com/s/a.js'></script> | Shopify",
                "<script id='__NEXT_DATA__' type='application/json'>{}</script> | Next.js",
                "<div ng-version='17.0.0'></div> | Angular",
                "<body class='home woocommerce'> | WooCommerce",
                "<script>var _paq = []; _paq.push(['trackPageView']);</script> | Matomo",
                "<script>window.intercomSettings = {}</script> | Intercom",
                "<meta name='generator' content='Drupal 10'> | Drupal",
                "<img src='https://static.wixstatic.com/media/a.png'> | Wix"
            })
    void a_trace_tells_the_technology(String html, String technology) {
        assertThat(read(html).metadata().technologies()).containsExactly(technology);
    }

    @Test
    void a_text_about_a_technology_is_no_trace() {
        assertThat(read("<p>We like WordPress, jQuery and /wp-content/.</p><a href='/blog/jquery-tailwind'>x</a>")
                        .metadata()
                        .technologies())
                .isEmpty();
    }

    @Test
    void sitemaps_and_feeds_are_told_apart() {
        HomePage page = read("""
                <link rel="sitemap" type="application/xml" href="/sitemap-main.xml"><link rel="SITEMAP" href="/sitemap-main.xml">
                <link rel="alternate" type="application/rss+xml" href="/feed/"><link rel="alternate" type="application/atom+xml" href="/atom">
                <link rel="alternate" hreflang="en" href="/en/"><a rel="sitemap" href="/map.xml">Map</a>
                """);

        assertThat(page.sitemapLinks())
                .containsExactly(
                        WebUrl.of("https://www.acme.test/sitemap-main.xml"),
                        WebUrl.of("https://www.acme.test/map.xml"));
        assertThat(page.feeds())
                .containsExactly(WebUrl.of("https://www.acme.test/feed/"), WebUrl.of("https://www.acme.test/atom"));
    }

    @Test
    void pages_of_the_same_site_are_listed_once_with_the_first_words_of_a_link() {
        assertThat(read("""
                                <a href="/">Home</a> <a href="/contact#form"><img src="c.png"></a> <a href="/contact">Contact us</a>
                                <a href="https://acme.test/about?utm_source=home">About</a> <a href="/team"><img src="t.png" alt="Team"></a>
                                <a href="https://other.test/">Other</a> <a href="/brochure.pdf">PDF</a> <a href="mailto:a@acme.test">Mail</a>
                                <a href="/cdn-cgi/l/email-protection#00">x</a> <a href="javascript:x()">x</a> <a href="">x</a>
                                """).links())
                .containsExactly(
                        new PageLink(WebUrl.of("https://www.acme.test/contact"), "Contact us"),
                        new PageLink(WebUrl.of("https://acme.test/about"), "About"),
                        new PageLink(WebUrl.of("https://www.acme.test/team"), "Team"));
    }

    @Test
    void the_number_of_links_is_bounded() {
        StringBuilder html = new StringBuilder();
        for (int i = 0; i < 3_000; i++) {
            html.append("<a href='/p").append(i).append("'>x</a>");
        }

        assertThat(read(html.toString()).links()).hasSize(500);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<div>", "<link rel=icon href=x>", "<img class=logo src='x:'>", "<script src=a>", "<a href=/a>"})
    void hostile_repetition_costs_little(String part) {
        String page = part.repeat(100_000);

        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(15), () -> read(page));
    }

    @Test
    void only_the_first_links_to_feeds_are_followed() {
        String feed = "<link rel=alternate type='application/rss+xml' href='%s'>";

        assertThat(read(feed.formatted("x:").repeat(50) + feed.formatted("/feed"))
                        .feeds())
                .isEmpty();
        assertThat(read(feed.formatted("x:").repeat(49) + feed.formatted("/feed"))
                        .feeds())
                .hasSize(1);
    }

    @Test
    void thousands_of_logos_cost_little() {
        String logos = String.join(",", Collections.nCopies(100, "\"x:\""));
        String objects = IntStream.range(0, 2_500)
                .mapToObj(i -> "{\"@id\":\"" + i + "\",\"logo\":[" + logos + "]}")
                .collect(Collectors.joining(","));
        String page = ("<script type='application/ld+json'>[" + objects + "]</script>").repeat(2);

        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> read(page));
    }

    @Test
    void a_picture_is_called_what_its_name_begins_with() {
        String picture = "<img class='%slogo' src='/picture.png'>";

        assertThat(read(picture.formatted("a ".repeat(100))).metadata().logoUrl())
                .isNotNull();
        assertThat(read(picture.formatted("a ".repeat(1_000))).metadata().logoUrl())
                .isNull();
    }

    private static HomePage read(String html) {
        return new HomePageReader(new ContactExtractor())
                .read(ParsedPage.parse(html, HOME, Optional.empty()), Map.of());
    }
}
