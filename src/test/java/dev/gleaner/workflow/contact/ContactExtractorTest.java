package dev.gleaner.workflow.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.gleaner.address.SiteName;
import dev.gleaner.address.WebUrl;
import dev.gleaner.markup.ParsedPage;
import dev.gleaner.vocabulary.ContactEvidence;
import dev.gleaner.vocabulary.ContactKind;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ContactExtractorTest {
    private static final WebUrl PAGE = WebUrl.of("https://acme.test/page");
    private static final Duration BRIEF = Duration.ofSeconds(10);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "info@acme.test",
                "sales-uk@acme.test",
                "support2@acme.test",
                "kontakt@acme.test",
                "no-reply@acme.test",
                "hello@acme.test",
                "office@acme.test"
            })
    void an_address_of_a_function_is_a_role(String address) {
        assertThat(in("<p>" + address + "</p>"))
                .singleElement()
                .satisfies(it -> assertThat(it.role()).isTrue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"jane.miller@acme.test", "saleem@acme.test", "inform@acme.test", "j.sales@acme.test"})
    void an_address_of_a_person_is_no_role(String address) {
        assertThat(in("<p>" + address + "</p>"))
                .singleElement()
                .satisfies(it -> assertThat(it.role()).isFalse());
    }

    @Test
    void an_address_on_the_own_domain_is_surer_than_one_elsewhere() {
        List<FoundContact> found = in("<p>jane@acme.test jane@other.test</p>");

        assertThat(found.get(0).confidence()).isGreaterThan(found.get(1).confidence());
    }

    @Test
    void the_site_may_be_another_than_the_host_of_the_page() {
        ParsedPage page =
                ParsedPage.parse("<p>user@acme.test</p>", WebUrl.of("https://cdn.other.test/"), Optional.empty());

        assertThat(new ContactExtractor().extract(page)).isEmpty();
        assertThat(new ContactExtractor().extract(page, new SiteName("acme.test")))
                .hasSize(1);
    }

    @Test
    void an_address_that_nobody_reads_is_not_sure() {
        assertThat(in("<p>no-reply@acme.test</p>"))
                .singleElement()
                .satisfies(it -> assertThat(it.confidence()).isLessThan(0.5));
    }

    @Test
    void the_words_of_a_link_label_what_it_leads_to() {
        assertThat(in("<a href='mailto:jane@acme.test'>Jane Miller</a>"))
                .containsExactly(new FoundContact(
                        ContactKind.EMAIL,
                        "jane@acme.test",
                        "Jane Miller",
                        false,
                        0.99,
                        ContactEvidence.MAILTO,
                        "Jane Miller"));
    }

    @Test
    void a_link_without_words_is_labelled_by_its_title_and_shown_by_its_markup() {
        assertThat(in("<a href='tel:+493022334455' title='Front desk'><i></i></a>"))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.label()).isEqualTo("Front desk");
                    assertThat(it.snippet()).isEqualTo("<a href=\"tel:+493022334455\">");
                });
    }

    @Test
    void an_address_is_no_label_for_itself() {
        assertThat(in("<a href='mailto:jane@acme.test'>jane@acme.test</a>"))
                .extracting(FoundContact::label)
                .containsOnlyNulls();
    }

    @Test
    void the_network_labels_a_profile() {
        assertThat(in("<a href='https://twitter.com/acme'>follow us</a>"))
                .extracting(FoundContact::label)
                .containsExactly("x");
    }

    @Test
    void the_kind_of_a_contact_point_labels_its_number() {
        assertThat(in("""
                <script type="application/ld+json">{"@type": "ContactPoint", "contactType": "billing",
                "telephone": "+49 30 22334455"}</script>
                """)).singleElement().satisfies(it -> {
            assertThat(it.label()).isEqualTo("billing");
            assertThat(it.snippet()).isEqualTo("ContactPoint telephone: +49 30 22334455");
        });
    }

    @Test
    void a_snippet_has_whole_words_and_says_where_words_are_left_out() {
        String before = "abcdefghij ".repeat(30);
        String after = " klmnopqrst".repeat(30);

        assertThat(in("<p>" + before + "info@acme.test" + after + "</p>"))
                .singleElement()
                .satisfies(it -> assertThat(it.snippet())
                        .matches("…(?:abcdefghij )+info@acme\\.test(?: klmnopqrst)+…")
                        .hasSizeBetween(150, 200));
    }

    @Test
    void a_snippet_of_all_there_is_needs_no_ellipsis() {
        assertThat(in("<p>Mail info@acme.test now</p>"))
                .singleElement()
                .satisfies(it -> assertThat(it.snippet()).isEqualTo("Mail info@acme.test now"));
    }

    @Test
    void a_long_text_for_machines_is_cut_between_words() {
        assertThat(in("<script type='application/ld+json'>{'@type':'Person','email':'info@acme.test "
                        + "abcdefghij ".repeat(30) + "'}</script>"))
                .singleElement()
                .satisfies(it -> assertThat(it.snippet())
                        .matches("Person email: info@acme\\.test(?: abcdefghij)+…")
                        .hasSizeLessThanOrEqualTo(200));
    }

    @Test
    void a_snippet_shows_the_words_around_and_is_short() {
        String filler = "word ".repeat(5_000);
        assertThat(in("<p>" + filler + "please write to\n jane@acme.test   for help " + filler + "</p>"))
                .singleElement()
                .satisfies(it -> assertThat(it.snippet())
                        .contains("please write to jane@acme.test for help")
                        .hasSizeLessThanOrEqualTo(200));
    }

    @Test
    void the_same_value_in_the_same_way_counts_once() {
        assertThat(in("<p>jane@acme.test, JANE@ACME.TEST</p><p>jane@acme.test</p>"))
                .hasSize(1);
    }

    @Test
    void a_directory_of_strangers_is_cut() {
        String many =
                IntStream.range(0, 5_000).mapToObj(i -> "p" + i + "@acme.test ").collect(Collectors.joining());

        assertThat(in("<p>" + many + "</p>")).hasSize(Gathering.MOST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "de-DE", "de_DE", "DE"})
    void a_national_number_is_read_by_the_language_of_the_page(String language) {
        assertThat(in("<html lang='" + language + "'><a href='tel:030 22334455'>x</a>"))
                .extracting(FoundContact::value)
                .containsExactly("+493022334455");
    }

    @Test
    void a_national_number_is_read_by_the_top_level_domain() {
        ParsedPage page = ParsedPage.parse(
                "<html lang='en-US'><p>Call 020 7946 0958</p>", WebUrl.of("https://acme.co.uk/"), Optional.empty());

        assertThat(new ContactExtractor().extract(page))
                .extracting(FoundContact::value)
                .containsExactly("+442079460958");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AT", "Austria", "Österreich", "{\"@type\": \"Country\", \"name\": \"AT\"}"})
    void a_national_number_is_read_by_the_country_of_the_address(String country) {
        String json = country.startsWith("{") ? country : '"' + country + '"';
        assertThat(in("<html lang='en'><script type='application/ld+json'>{\"address\": {\"addressCountry\": " + json
                        + "}, \"telephone\": \"01 533 31 11\"}</script>"))
                .extracting(FoundContact::value)
                .containsExactly("+4315333111");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Austria", "Österreich", "ÖSTERREICH", "  autriche ", "Oostenrijk"})
    void a_national_number_is_read_by_the_country_that_the_page_shows(String country) {
        assertThat(in("<html lang='en'><p>Ring 1, 1010 Wien, " + country + "</p><p>Tel: 01 533 31 11</p>"))
                .extracting(FoundContact::value)
                .containsExactly("+4315333111");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x.a.a.a@",
                "@",
                "a@",
                "a@b",
                "a.b@c.d ",
                "a [at] b [dot] ",
                "a at b dot ",
                " (at) ",
                "+1 ",
                "+49 30 2233 ",
                "(030) 22 33 44 55 ",
                "Tel: 1 2 3 4 5 6 7 8 ",
                "<a href='mailto:a@",
                "<a href='mailto:j@acme.test'>",
                "<div>",
                "<span style='unicode-bidi:bidi-override;direction:rtl'>x",
                "<div itemscope itemprop='a'>",
                "<b itemprop='telephone'>1",
                "<table><a>",
                "<script type='application/ld+json'>[",
                "<!--",
                "&#",
                "</p>"
            })
    void hostile_repetition_costs_little(String part) {
        String page = part.repeat(50_000);

        Assertions.assertTimeoutPreemptively(BRIEF, () -> in(page));
    }

    /** As many as a page may have; the last dot of the text was looked for anew at each of them. */
    @ParameterizedTest
    @ValueSource(strings = {"@ ", "@b ", "a@b ", "@a\uFF20 "})
    void a_million_signs_without_a_dot_cost_little(String part) {
        String page = "<p>" + part.repeat(4_000_000 / part.length());

        Assertions.assertTimeoutPreemptively(BRIEF, () -> in(page));
    }

    @Test
    void a_property_with_the_names_of_thousands_costs_little() {
        String page = "<b itemprop='" + "email ".repeat(20_000) + "' content='" + "a@b.c ".repeat(330) + "'>";

        Assertions.assertTimeoutPreemptively(BRIEF, () -> in(page));
    }

    /** The name and the types of an object were decoded anew for each of its values. */
    @Test
    void many_values_of_an_object_with_an_endless_name_cost_little() {
        String values = String.join(",", Collections.nCopies(100, "\"x\""));
        String page =
                "<script type='application/ld+json'>{\"@type\":\"%1$s\",\"name\":\"%1$s\",\"email\":[%2$s],\"telephone\":[%2$s],\"sameAs\":[%2$s]}</script>"
                        .formatted("&amp;".repeat(190_000), values)
                        .repeat(2);

        Assertions.assertTimeoutPreemptively(BRIEF, () -> in(page));
    }

    @Test
    void of_values_for_machines_so_many_are_read_and_no_more() {
        String values = String.join(",", Collections.nCopies(100, "\"x\""));
        String object = "<script type='application/ld+json'>{\"sameAs\":[" + values + "]}</script>";
        String email = "<meta itemprop=email content=jane@acme.test>";

        assertThat(in(object.repeat(4) + email)).hasSize(1);
        assertThat(in(object.repeat(5) + email)).isEmpty();
    }

    @Test
    void of_signs_that_lead_nowhere_so_many_are_tried_and_no_more() {
        String signs = "(at) ".repeat(20_000);

        assertThat(in("<p>jane (at) acme.test " + signs)).hasSize(1);
        assertThat(in("<p>" + signs + "jane (at) acme.test")).isEmpty();
    }

    @Test
    void deeply_nested_structured_data_is_skipped() {
        String deep = "<script type='application/ld+json'>" + "{\"a\":".repeat(20_000) + "1" + "}".repeat(20_000)
                + "</script><p>jane@acme.test</p>";

        assertThatCode(() -> assertThat(in(deep)).hasSize(1)).doesNotThrowAnyException();
    }

    @Test
    void an_empty_page_has_no_contacts() {
        assertThat(in("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "at",
                "AT",
                "@",
                "arroba",
                "Arroba",
                "arobase",
                "arobas",
                "chiocciola",
                "kukac",
                "zavinac",
                "zavináč",
                "snabel-a",
                "snabela",
                "malpa",
                "małpa",
                "apenstaartje",
                "krøllalfa",
                "παπάκι",
                "собака",
                "(at)",
                "[ät]"
            })
    void the_sign_may_be_spoken(String word) {
        assertThat(in("<p>jane " + word + " acme dot test</p>"))
                .extracting(FoundContact::value)
                .containsExactly("jane@acme.test");
    }

    private static List<FoundContact> in(String html) {
        return new ContactExtractor().extract(ParsedPage.parse(html, PAGE, Optional.empty()));
    }
}
