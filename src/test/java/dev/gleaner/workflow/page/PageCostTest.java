package dev.gleaner.workflow.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.address.SiteName;
import dev.gleaner.address.WebUrl;
import dev.gleaner.fetch.Content;
import dev.gleaner.fetch.Response;
import dev.gleaner.fetch.Validators;
import dev.gleaner.fixture.Allocation;
import dev.gleaner.workflow.contact.ContactExtractor;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/**
 * What reading a page costs, beside what its parser alone costs: the benchmark's ratio without a clock. The bounds are
 * generous, so whoever crosses one does something again for each link, or copies the page once more.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class PageCostTest {
    private static final WebUrl ADDRESS = WebUrl.of("https://shop.test/item-1");
    private static final SiteName SITE = new SiteName("shop.test");
    private static final PageScraper SCRAPER = new PageScraper(new PageReader(), new ContactExtractor());

    @Test
    void all_that_is_looked_for_costs_a_bounded_number_of_parsings() {
        String page = page(60);
        long parsing = Allocation.of(() -> Jsoup.parse(page, ADDRESS.toString()));
        long reading = Allocation.of(() -> scrape(page));

        System.out.printf(
                "Parsing a page of %d characters allocates %d bytes, reading it %d%n", page.length(), parsing, reading);
        assertThat(reading).isLessThan(20 * parsing);
    }

    @Test
    void a_page_of_ten_times_the_size_costs_ten_times_as_much() {
        String page = page(60);
        String longer = page(600);
        long small = Allocation.of(() -> scrape(page));
        long large = Allocation.of(() -> scrape(longer));

        assertThat(large).isLessThan(15 * small);
    }

    private static Scrape scrape(String page) throws Exception {
        return SCRAPER.scrape(
                SITE,
                new Response(
                        ADDRESS,
                        ADDRESS,
                        200,
                        Map.of(),
                        "text/html",
                        Optional.of("utf-8"),
                        Optional.empty(),
                        Optional.empty(),
                        Validators.none(ADDRESS),
                        new Content.InMemory(page.getBytes(StandardCharsets.UTF_8))));
    }

    private static String page(int sections) {
        return IntStream.range(0, sections)
                .mapToObj(i -> "<section class='block'><h2>Part " + i + "</h2><p>"
                        + "Some words of no account. ".repeat(12) + "<a href='/part/" + i
                        + "'>More</a> <a href='https://other-" + i + ".test/'>There</a></p></section>")
                .collect(Collectors.joining(
                        "\n",
                        "<!doctype html><html lang='en'><title>Item</title><h1>Item</h1><main>",
                        "</main><footer>Write to <a href='mailto:info@shop.test'>us</a></footer>"));
    }
}
