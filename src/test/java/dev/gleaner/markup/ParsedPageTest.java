package dev.gleaner.markup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.address.WebUrl;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ParsedPageTest {

    @ParameterizedTest
    @ValueSource(strings = {"<a>", "<p>", "<b><i><u><s><p>x", "<table><tr><td>", "<a href=x>y</a>"})
    void of_a_page_without_end_the_beginning_is_read(String piece) {
        ParsedPage page = parse("<title>endless</title>" + piece.repeat(2 * ParsedPage.MOST_ELEMENTS));
        assertThat(page.title()).contains("endless");
        assertThat(page.document().getAllElements()).hasSizeBetween(1000, ParsedPage.MOST_ELEMENTS + 2000);
    }

    @Test
    void a_large_page_is_read_to_its_end() {
        assertThat(parse("<p>a".repeat(90_000) + "<footer>end").text().toString())
                .endsWith("end\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "text", "<", "<!--", "<title>", "<frameset>", "</html>"})
    void next_to_nothing_is_a_page(String html) {
        assertThat(parse(html).document().body()).isNotNull();
    }

    @Test
    void gaps_of_whatever_kind_and_length_are_one() {
        assertThat(parse("<p>one  two   three \t four\u00a0 five </p>").text().toString())
                .isEqualTo("one two three four five \n");
    }

    @Test
    void the_main_text_goes_on_behind_what_stands_around_it() {
        assertThat(parse("<p>one</p><p>two</p><nav>menu</nav><p>three</p><aside>more</aside><p>four</p>")
                        .text()
                        .main())
                .isEqualTo("one\ntwo\nthree\nfour");
    }

    @Test
    void so_many_different_links_are_followed_and_no_more() {
        ParsedPage page = parse("");
        for (int i = 0; i < ParsedPage.MOST_RESOLVED; i++) {
            page.resolve("/" + i);
        }

        assertThat(page.resolve("/more")).isEmpty();
        assertThat(page.resolve("/0")).contains(WebUrl.of("http://a.test/0"));
    }

    @Test
    void a_property_with_the_names_of_thousands_has_a_few() {
        ParsedPage page = parse("<b itemprop='" + "email ".repeat(20_000) + "' content='jane@a.test'>");

        assertThat(page.data().properties()).hasSize(20);
    }

    @Test
    void properties_with_many_names_are_no_more_than_others() {
        ParsedPage page = parse(("<b itemprop='" + "a ".repeat(19) + "' content='x'>").repeat(300));

        assertThat(page.data().properties()).hasSize(5_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"itemtype", "typeof"})
    void an_element_of_thousands_of_types_is_of_a_few(String attribute) {
        String names = IntStream.range(0, 20_000).mapToObj(i -> "T" + i).collect(Collectors.joining(" "));

        assertThat(parse("<b " + attribute + "='" + names + "'>").data().types())
                .hasSize(20)
                .startsWith("T0", "T1");
    }

    private static ParsedPage parse(String html) {
        return ParsedPage.parse(html, WebUrl.of("http://a.test/"), Optional.empty());
    }
}
