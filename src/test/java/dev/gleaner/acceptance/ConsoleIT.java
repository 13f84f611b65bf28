package dev.gleaner.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.KeyboardModifier;
import com.microsoft.playwright.options.ReducedMotion;
import dev.gleaner.fixture.Chromium;
import dev.gleaner.fixture.DatabaseAddress;
import dev.gleaner.fixture.FakeSite;
import dev.gleaner.fixture.FakeWeb;
import dev.gleaner.fixture.GleanerDatabase;
import dev.gleaner.fixture.HistoryPage;
import dev.gleaner.fixture.ReplicaProcess;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console as a person meets it: in a real browser, through sign-in, before the packaged service and its fake web. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ConsoleIT {
    private static final int FIRST_PAINT_BYTES = 100_000;
    private static final Set<String> SERIOUS = Set.of("serious", "critical");
    private static final List<String> ROUTES = List.of(
            "scans",
            "domains",
            "sitemaps",
            "pages",
            "contacts",
            "stocks",
            "files",
            "pipelines",
            "settings",
            "users",
            "audit",
            "import/domains");

    private static final String SCRIPT_SIZES = "() => performance.getEntriesByType('resource')"
            + ".filter(it => it.name.endsWith('.js')).map(it => it.decodedBodySize)";

    private static final String MANY_PAGES = """
            insert into domain (id, tenant, lane, name)
            values (md5('many.test')::uuid, 'default', 'many.test', 'many.test');
            insert into page (tenant, lane, domain_id, domain, url, category, created_at, updated_at)
            select 'default', 'many.test', md5('many.test')::uuid, 'many.test',
                   'https://many.test/' || case when n %% 1000 = 0 then 'needle' else 'hay' end || '/' || n,
                   case when n %% 10 = 0 then 'CONTACT' else 'OTHER' end,
                   timestamptz '2025-01-01' + n * interval '1 s', timestamptz '2025-01-01' + n * interval '1 s'
              from generate_series(1, %d) n
            """;

    @TempDir
    private static Path folder;

    private static Chromium chromium;
    private static FakeWeb web;
    private static GleanerDatabase database;
    private static ReplicaProcess replica;
    private static Errands errands;

    @BeforeAll
    static void start() {
        Chromium.assumeAvailable("the console in a browser");
        web = FakeWeb.start();
        database = GleanerDatabase.fresh();
        replica = ReplicaProcess.on(database)
                .visiting(web)
                .with("GLEANER_FETCH_DEFAULT_DELAY", "5ms")
                .with("GLEANER_FETCH_READ_TIMEOUT", "120s")
                .with("GLEANER_FETCH_PAGE_DEADLINE", "120s")
                .with("GLEANER_FETCH_ROBOTS_DEADLINE", "120s")
                .with("GLEANER_STOCKS_URL_TEMPLATE", "http://prices.test/history/{symbol}?from={from}")
                .with("GLEANER_STOCKS_DIR", folder.resolve("stocks").toString())
                .start();
        errands = new Errands(replica.signIn());
        chromium = Chromium.start();
    }

    @AfterAll
    static void stop() {
        for (AutoCloseable it : new AutoCloseable[] {chromium, replica, web}) {
            if (it != null) {
                closed(it);
            }
        }
    }

    private static void closed(AutoCloseable it) {
        try {
            it.close();
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static ConsoleSession signedIn() {
        return ConsoleSession.signedIn(chromium.browser(), replica.baseUri());
    }

    /** A site with so many pages, and one to write to. */
    private static FakeSite site(String host, int pages) {
        FakeSite site = web.site(host);
        StringBuilder links = new StringBuilder("<title>Site " + host + "</title><h1>Home</h1>");
        IntStream.range(0, pages).forEach(i -> {
            links.append("<a href='/item/")
                    .append(i)
                    .append("'>Item ")
                    .append(i)
                    .append("</a> ");
            site.page("/item/" + i, "<title>Item " + i + "</title><p>One of many");
        });
        site.page("/contact", "<title>Contact</title><p>Write to <a href='mailto:hello@" + host + "'>us</a>, please.");
        return site.page("/", links + "<a href='/contact'>Contact</a>");
    }

    @Test
    void a_newcomer_sees_contacts_after_at_most_five_clicks_and_the_progress_as_it_happens() {
        FakeSite site = site("newcomer.test", 3).stall("/item/1");

        try (var person = ConsoleSession.open(chromium.browser(), new Browser.NewContextOptions(), replica.baseUri())) {
            person.signIn();
            person.page().getByLabel("Domain or web address").fill("newcomer.test");
            person.click(person.button("Scan"));
            person.says(person.page().locator("#scan-status"), "Processing");
            assertThat(person.page().locator("progress")).isVisible();
            site.release();
            person.says(person.page().locator("#scan-status"), "Complete");
            person.seen(person.page().getByText("hello@newcomer.test").first());
            person.says(person.page().locator(".contacts q").first(), "please");

            assertThat(person.clicks()).isLessThanOrEqualTo(5);
        }
    }

    @Test
    void rows_are_decided_upon_with_keys_and_what_was_before_comes_back() {
        site("keys.test", 4).status("/item/2", 404);
        errands.scan("keys.test", "selectPages", "NONE");
        String list = "pages" + errands.of("keys.test").replaceAll("&?limit=[^&]*", "") + "&sort=url";

        try (var person = signedIn().go(list)) {
            person.total("6 pages match");
            person.seen(person.row("keys.test/item/3"));
            person.press("j", "j", "m");
            person.says(person.row("keys.test/contact"), "Maybe");
            person.toast("1 page: maybe.");
            person.press("u");
            person.toast("Restored");
            assertThat(person.row("keys.test/contact")).not().containsText("Maybe");

            // two rows one way, then all that match another way: each comes back as it was
            person.row("item/0").locator("input").click();
            person.row("item/1")
                    .locator("input")
                    .click(new Locator.ClickOptions().setModifiers(List.of(KeyboardModifier.SHIFT)));
            person.press("n");
            person.says(person.row("item/1"), "Not a fit");
            person.press("X");
            person.says(person.page().locator(".choice-bar"), "6 chosen");
            person.page().locator(".grid-head input").uncheck();
            person.row("item/3").locator("input").click();
            person.click(person.button("Choose all 6 that match"));
            person.press("a");
            person.click(person.button("Yes, all 6"));
            person.toast("6 pages: archived");
            person.says(person.row("item/3"), "Archived");
            person.press("u");
            person.toast("Restored what was decided before on 6 pages.");
            assertThat(person.row("item/0")).containsText("Not a fit");
            assertThat(person.row("item/3")).not().containsText("Archived");
        }
    }

    @Test
    void what_is_looked_at_stands_in_the_address_and_a_failure_is_explained() {
        site("address.test", 2).status("/item/1", 404);
        errands.scan("address.test");

        try (var person = signedIn().go("pages?domain=address.test")) {
            person.total("4 pages match");
            person.page().locator("#filter-processingStatus").selectOption("ERROR");
            person.total("1 page match");
            assertThat(person.page()).hasURL(Pattern.compile(".*#/pages\\?.*processingStatus=ERROR.*"));
            person.click(person.row("item/1").locator(".row-link"));
            Locator drawer = person.page().locator(".drawer");
            person.says(drawer, "http_status");
            person.says(drawer, "404");
            person.says(drawer.locator(".trail"), "Failed");
            person.page().reload();
            person.says(drawer, "http_status");
            person.press("Escape");
            assertThat(drawer).hasCount(0);
            person.page().goBack();
            person.total("4 pages match");
            person.press("/");
            person.page().keyboard().type("contact");
            person.total("1 page match");
        }
    }

    @Test
    void a_list_is_dropped_each_row_gets_its_answer_and_what_is_filtered_is_exported() {
        try (var person = signedIn().go("import/domains")) {
            Object data = person.page().evaluateHandle("""
                    () => {
                      const data = new DataTransfer();
                      data.items.add(new File(["name;website\\nOne;https://www.bring-one.test/a\\n\\"Two;\\n2\\";bring-two.test\\nNo;not a site\\n"],
                        "customers.csv", {type: "text/csv"}));
                      return data;
                    }""");
            person.page().dispatchEvent(".drop", "drop", Map.of("dataTransfer", data));
            person.says(
                    person.page().locator("section[aria-labelledby=results] [role=status]"),
                    "3 of 3 rows: 2 created, 0 existing, 1 invalid.");
            person.says(person.page().locator("#import-results"), "bring-one.test");
            assertThat(person.page().locator("#import-results tr", new Page.LocatorOptions().setHasText("not a site")))
                    .containsText("Invalid");

            person.go("domains?q=bring-two");
            person.total("1 domain match");
            assertThat(person.saved(person.button("Export CSV")))
                    .contains("bring-two.test")
                    .doesNotContain("bring-one");
        }
    }

    @Test
    void the_machine_room_shows_fetches_beside_connections_stops_and_puts_back() {
        FakeSite site = site("machine.test", 1).status("/item/0", 404);
        errands.scan("machine.test");
        FakeSite silent = web.site("silent.test").stallAll();

        try (var person = signedIn().go("pipelines")) {
            errands.startScan("silent.test");
            person.says(person.page().locator("#in-flight"), "1");
            assertThat(person.page().locator("#held")).hasText(Pattern.compile("[01]"));
            silent.release();

            Locator card = person.page().locator("[data-flow=page]");
            person.says(card, "http_status");
            assertThat(card.locator(".spark")).hasAttribute("aria-label", Pattern.compile("Finished a minute: .*"));
            person.click(person.button("Pause page"));
            person.says(card, "Paused");
            person.click(person.button("Resume page"));
            assertThat(card).not().containsText("Paused");
            site.page("/item/0", "<p>Here again");
            person.click(person.button("Requeue page http_status"));
            person.toast("put back into the queue");
        }
    }

    @Test
    void a_symbol_is_tracked_and_its_prices_are_drawn_with_what_happened() {
        HistoryPage history = HistoryPage.of(LocalDate.of(2024, 3, 15), 120)
                .with(LocalDate.of(2024, 2, 9), "0.24 Dividend")
                .with(LocalDate.of(2023, 12, 4), "3:1 Stock Splits");
        web.site("prices.test").page("/history/ACME", history.marked());

        try (var person = signedIn().go("stocks")) {
            person.page().getByLabel("Symbol to track").fill("acme");
            person.click(person.button("Track"));
            person.click(person.page().locator(".segments a", new Page.LocatorOptions().setHasText("Max")));
            person.says(person.page().locator("main"), "120 days");
            assertThat(person.page().locator(".chart canvas")).isVisible();
            assertThat(person.page().locator(".chart [data-drawn='2']")).isVisible();
            assertThat(person.page().locator(".chart [role=img]"))
                    .hasAttribute("aria-label", Pattern.compile(".*2 dividends and splits marked"));
            assertThat(person.page().locator("main")).containsText("Split 3:1");
            assertThat(person.page().locator(".figures tbody tr").first()).containsText("2024-03-15");
            assertThat(person.saved(person.button("Prices as CSV")).lines()).hasSize(121);
            assertThat(person.page()).hasURL(Pattern.compile(".*#/stocks/ACME\\?range=Max"));
        }
    }

    @Test
    void what_was_typed_survives_the_end_of_a_sign_in() {
        try (var person = signedIn().go("import/pages")) {
            Locator text = person.page().getByLabel("Or paste one per line");
            text.fill("https://typed.test/one");
            person.page()
                    .evaluate("() => { sessionStorage.setItem('gleaner.token', 'x');"
                            + " sessionStorage.setItem('gleaner.refresh', 'x'); }");
            person.click(person.button("Import"));
            person.seen(person.page().getByText("What you have typed is still here."));
            assertThat(text).hasValue("https://typed.test/one");
            person.page().getByLabel("Password").fill(ReplicaProcess.ADMIN_PASSWORD);
            person.click(person.button("Sign in"));
            person.says(person.page().locator("#import-results"), "Created");
        }
    }

    @Test
    void a_hundred_thousand_pages_are_a_list_like_any_other() throws SQLException {
        execute(database.superuser(), MANY_PAGES.formatted(100_000));

        try (var person = signedIn().go("pages?domain=many.test")) {
            person.total("100,000 pages match");
            Locator grid = person.page().locator(".grid");
            for (int loaded = 100; loaded < 2_000; loaded += 500) {
                grid.evaluate("grid => { grid.scrollTop = grid.scrollHeight; }");
                person.page()
                        .waitForFunction(
                                "least => Number(document.querySelector('.page-head .total').dataset.loaded) > least",
                                loaded);
            }
            assertThat(grid.locator(".grid-row").count()).isLessThan(100);
            assertThat(grid).hasAttribute("aria-rowcount", "100001");
            person.page().locator("#filter-category").selectOption("CONTACT");
            person.total("10,000 pages match");
            person.page().locator("input[type=search]").fill("needle");
            person.total("100 pages match");
            person.press("Escape", "j", "x");
            person.click(person.button("Choose all 100 that match"));
            person.press("m");
            person.click(person.button("Yes, all 100"));
            person.toast("100 pages: maybe.");
            person.go("pages?domain=many.test&curationStatus=MAYBE");
            person.total("100 pages match");
        }
    }

    @Test
    void what_comes_before_the_first_paint_is_small() {
        try (var person = ConsoleSession.open(chromium.browser(), new Browser.NewContextOptions(), replica.baseUri())) {
            person.signIn();
            person.seen(person.page().getByLabel("Domain or web address"));
            List<?> scripts = (List<?>) person.page().evaluate(SCRIPT_SIZES);

            assertThat(scripts).hasSizeGreaterThan(5);
            assertThat(scripts.stream().mapToInt(it -> ((Number) it).intValue()))
                    .allMatch(bytes -> bytes > 0);
            assertThat(scripts.stream().mapToInt(it -> ((Number) it).intValue()).sum())
                    .isLessThan(FIRST_PAINT_BYTES);
        }
    }

    @Test
    void nobody_is_shut_out_of_any_page_in_either_theme() {
        site("everybody.test", 2).status("/item/1", 404);
        errands.scan("everybody.test");
        List<String> findings = new ArrayList<>();
        Map<ColorScheme, Integer> widths = Map.of(ColorScheme.LIGHT, 1440, ColorScheme.DARK, 360);
        widths.forEach((theme, width) -> {
            var window = new Browser.NewContextOptions()
                    .setColorScheme(theme)
                    .setViewportSize(width, 800)
                    .setReducedMotion(ReducedMotion.REDUCE);
            try (var person = ConsoleSession.open(chromium.browser(), window, replica.baseUri())) {
                findings.addAll(findings(person, theme + " " + width + " sign-in"));
                person.signIn();
                ROUTES.forEach(route -> {
                    person.go(route);
                    person.seen(person.page().locator("main h1"));
                    findings.addAll(findings(person, theme + " " + width + " " + route));
                });
                person.go("pages?domain=everybody.test&processingStatus=ERROR");
                person.click(person.row("item/1").locator(".row-link"));
                person.seen(person.page().locator(".drawer .trail li").first());
                findings.addAll(findings(person, theme + " " + width + " details"));
            }
        });

        assertThat(findings).isEmpty();
    }

    private static List<String> findings(ConsoleSession person, String where) {
        List<String> found = new AxeBuilder(person.page())
                        .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"))
                        .analyze()
                        .getViolations()
                        .stream()
                        .filter(rule -> SERIOUS.contains(rule.getImpact()))
                        .map(rule -> where + ": " + told(rule))
                        .toList();
        boolean wider = (boolean) person.page()
                .evaluate("() => document.documentElement.scrollWidth > document.documentElement.clientWidth");
        assertThat(wider).as(where + " is wider than the window").isFalse();
        return found;
    }

    private static String told(Rule rule) {
        return rule.getId() + " " + rule.getNodes().get(0).getHtml();
    }

    private static void execute(DatabaseAddress address, String sql) throws SQLException {
        try (Connection connection = address.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
