package dev.gleaner.workflow.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.address.WebUrl;
import dev.gleaner.vocabulary.PageCategory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PageClassifierTest {
    private static final String SITE = "https://www.acme.test";
    private static final double RIGHT_ENOUGH = 0.95;

    private final PageClassifier classifier = new PageClassifier();

    /** An address, the words of a link to it perhaps, and what it is about. */
    record LabelledUrl(PageCategory category, WebUrl url, Optional<String> anchor) {}

    @ParameterizedTest
    @MethodSource("labelledUrls")
    void the_address_tells_what_the_page_is_about(LabelledUrl labelled) {
        assertThat(categoryOf(labelled)).isEqualTo(labelled.category());
    }

    /** The second set was written without a look at the words that decide. */
    @ParameterizedTest
    @ValueSource(strings = {"labelled-urls.txt", "more-labelled-urls.txt"})
    void nearly_all_labelled_addresses_are_classified_right(String file) throws IOException {
        List<LabelledUrl> labelled = labelledUrls(file);
        List<LabelledUrl> wrong =
                labelled.stream().filter(it -> categoryOf(it) != it.category()).toList();
        double share = 1 - (double) wrong.size() / labelled.size();
        System.out.printf("addresses of %s: %d labelled, %.3f right, wrong: %s%n", file, labelled.size(), share, wrong);

        assertThat(labelled).hasSizeGreaterThanOrEqualTo(200);
        assertThat(share).isGreaterThanOrEqualTo(RIGHT_ENOUGH);
        assertThat(labelled).extracting(LabelledUrl::category).contains(PageCategory.values());
    }

    private PageCategory categoryOf(LabelledUrl labelled) {
        return classifier.classify(labelled.url(), labelled.anchor()).category();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/contact",
                "/contact/",
                "/contact.php",
                "/contact-us.html",
                "/en/contact",
                "/kontakt",
                "/contacto",
                "/impressum",
                "/company/contact"
            })
    void a_contact_page_near_the_home_page_is_sure_enough_to_act_upon(String path) {
        Classification verdict = classifier.classify(WebUrl.of(SITE + path));

        assertThat(verdict.category()).isEqualTo(PageCategory.CONTACT);
        assertThat(verdict.confidence()).isGreaterThanOrEqualTo(0.6);
    }

    @Test
    void the_deeper_a_word_stands_the_less_it_means() {
        double near = classifier.classify(WebUrl.of(SITE + "/contact")).confidence();
        double far = classifier.classify(WebUrl.of(SITE + "/a/b/c/contact")).confidence();

        assertThat(far).isLessThan(0.6).isLessThan(near);
    }

    @ParameterizedTest
    @CsvSource({
        "/kontakt, path=kontakt",
        "/blog/x, section=blog",
        "/2024/05/x, date",
        "/?page=contact, query=contact",
        "/a.pdf, file=pdf",
        "/shop/warenkorb, excluded=cart",
        "/wp-login.php, excluded=login",
        "/tag/kontakt/, excluded=archive",
        "/blog/feed/, excluded=feed",
        "/?s=contact, excluded=search",
        "/, home",
        "/xyzzy, none"
    })
    void the_rule_that_decided_is_named(String path, String rule) {
        assertThat(classifier.classify(WebUrl.of(SITE + path)).rule()).isEqualTo(rule);
    }

    @Test
    void the_words_of_a_link_help_where_the_address_says_nothing() {
        Classification verdict = classifier.classify(WebUrl.of(SITE + "/seite-7"), Optional.of(" Kontakt "));

        assertThat(verdict).isEqualTo(new Classification(PageCategory.CONTACT, 0.75, "anchor=kontakt"));
    }

    @Test
    void the_words_of_a_link_do_not_overrule_the_address() {
        assertThat(classifier
                        .classify(WebUrl.of(SITE + "/blog/x"), Optional.of("Contact us"))
                        .category())
                .isEqualTo(PageCategory.BLOG);
    }

    @Test
    void the_home_page_is_nothing_else_whatever_the_link_says() {
        assertThat(classifier
                        .classify(WebUrl.of(SITE + "/"), Optional.of("Contact"))
                        .category())
                .isEqualTo(PageCategory.OTHER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%zz/%", "/%F0%28%8C%28", "//", "/./..", "/ ", "/%2F%2F", "/a=b;c"})
    void odd_addresses_are_no_trouble(String path) {
        assertThat(classifier.classify(WebUrl.of(SITE + path)).category()).isEqualTo(PageCategory.OTHER);
    }

    static List<LabelledUrl> labelledUrls() throws IOException {
        return labelledUrls("labelled-urls.txt");
    }

    private static List<LabelledUrl> labelledUrls(String name) throws IOException {
        try (InputStream file = PageClassifierTest.class.getResourceAsStream(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(PageClassifierTest::labelledUrl)
                    .toList();
        }
    }

    /** {@code CATEGORY address}, and behind a tab the words of a link. */
    private static LabelledUrl labelledUrl(String line) {
        String[] halves = line.split("\t", 2);
        String[] parts = halves[0].split(" ", 2);
        return new LabelledUrl(
                PageCategory.valueOf(parts[0]),
                WebUrl.of(SITE + parts[1]),
                halves.length == 1 ? Optional.empty() : Optional.of(halves[1]));
    }
}
