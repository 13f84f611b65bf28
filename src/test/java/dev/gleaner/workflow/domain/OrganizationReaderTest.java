package dev.gleaner.workflow.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.address.WebUrl;
import dev.gleaner.markup.ParsedPage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class OrganizationReaderTest {
    private static final Duration BRIEF = Duration.ofSeconds(10);

    private static final Organization BAKERY = new Organization(
            "Bakery",
            "Zum Brot",
            "Zum Brot GmbH",
            "https://brot.test/",
            "+49 30 23125120",
            "post@brot.test",
            new Organization.Address("Ofenweg 1", "10115", "Berlin", null, "DE"),
            List.of("https://x.com/brot"));

    @Test
    void json_ld_tells_who_stands_behind_the_site() {
        assertThat(read("""
                <script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
                 {"@type": "WebSite", "name": "Brot", "publisher": {"@id": "#us"}},
                 {"@type": ["LocalBusiness", "Bakery"], "@id": "#us", "name": "Zum Brot", "legalName": "Zum Brot GmbH",
                  "url": "/", "telephone": "+49 30 23125120", "email": "post@brot.test", "address": {"@id": "#door"},
                  "sameAs": ["https://x.com/brot", "https://x.com/brot"]},
                 {"@type": "PostalAddress", "@id": "#door", "streetAddress": "Ofenweg 1", "postalCode": "10115",
                  "addressLocality": "Berlin", "addressCountry": {"@type": "Country", "name": "DE"}}]}</script>
                """)).contains(BAKERY);
    }

    @Test
    void microdata_tells_the_same() {
        assertThat(read("""
                <div itemscope itemtype="https://schema.org/LocalBusiness http://schema.org/Bakery">
                 <h1 itemprop="name">Zum Brot</h1> <i itemprop="legalName">Zum Brot GmbH</i> <a itemprop="url" href="/">Home</a>
                 <a itemprop="telephone" href="tel:+49 30 23125120">Call</a> <meta itemprop="email" content="post@brot.test">
                 <p itemprop="address" itemscope itemtype="https://schema.org/PostalAddress">
                  <span itemprop="streetAddress">Ofenweg 1</span> <span itemprop="postalCode">10115</span>
                  <span itemprop="addressLocality">Berlin</span><meta itemprop="addressCountry" content="DE"></p>
                 <link itemprop="sameAs" href="https://x.com/brot">
                 <div itemprop="founder" itemscope itemtype="https://schema.org/Person"><b itemprop="name">Anna</b></div>
                </div>""")).contains(BAKERY);
    }

    @Test
    void the_fullest_description_counts() {
        assertThat(read("""
                <script type="application/ld+json">[{"@type": "Organization", "name": "A partner"},
                {"@type": "Corporation", "name": "Ours", "telephone": "1"}, {"@type": "Person", "name": "Anna",
                 "telephone": "2", "email": "a@b.test", "address": "x"}]</script>""")).hasValueSatisfying(organization -> {
            assertThat(organization.name()).isEqualTo("Ours");
            assertThat(organization.type()).isEqualTo("Corporation");
        });
    }

    @Test
    void an_address_in_one_line_is_kept_as_it_is() {
        assertThat(read("<script type='application/ld+json'>{\"@type\": \"Florist\", \"name\": \"R\","
                                + "\"address\": \"Rosenweg 1, Wien\"}</script>")
                        .orElseThrow()
                        .address()
                        .street())
                .isEqualTo("Rosenweg 1, Wien");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<script type='application/ld+json'>{\"@type\": \"WebSite\", \"name\": \"x\"}</script>",
                "<script type='application/ld+json'>{\"@type\": \"Organization\"}</script>",
                "<script type='application/ld+json'>{\"name\": \"x\", \"telephone\": \"1\"}</script>",
                "<div itemscope itemtype='https://schema.org/Person'><b itemprop=name>x</b><b itemprop=address>y</b></div>"
            })
    void nobody_is_made_up(String html) {
        assertThat(read(html)).isEmpty();
    }

    @Test
    void what_a_property_says_may_be_hidden_and_have_several_lines() {
        assertThat(read("<div hidden itemscope itemtype='https://schema.org/Organization'>"
                        + "<div itemprop=name>Zum<br><b>Br\u00ado</b>t<p>GmbH</p></div></div>"))
                .map(Organization::name)
                .contains("Zum Brot GmbH");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<b itemprop=name></b>", "<div itemscope itemtype='/Organization'></div>", "<b></b>"})
    void items_in_items_cost_no_more_than_the_page_is_long(String part) {
        String page = "<div itemscope itemtype='/Organization'>".repeat(250) + part.repeat(98_000);

        Assertions.assertTimeoutPreemptively(BRIEF, () -> read(page));
    }

    @Test
    void properties_in_properties_cost_no_more_than_the_page_is_long() {
        String page = "<div itemscope itemtype='/Organization'>" + "<div itemprop='name sameAs'>".repeat(450)
                + "word <i></i>".repeat(90_000) + "word ".repeat(700_000);

        Assertions.assertTimeoutPreemptively(BRIEF, () -> assertThat(read(page)).isPresent());
    }

    private static Optional<Organization> read(String html) {
        return OrganizationReader.read(ParsedPage.parse(html, WebUrl.of("https://brot.test/"), Optional.empty()));
    }
}
