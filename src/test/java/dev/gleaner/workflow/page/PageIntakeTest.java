package dev.gleaner.workflow.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.address.SiteName;
import dev.gleaner.address.WebUrl;
import dev.gleaner.database.SessionGateway;
import dev.gleaner.fixture.DatabaseAddress;
import dev.gleaner.fixture.GleanerDatabase;
import dev.gleaner.vocabulary.PageCategory;
import dev.gleaner.vocabulary.PageSelection;
import dev.gleaner.workflow.site.Entry;
import dev.gleaner.workflow.site.Placed;
import dev.gleaner.workflow.site.ScanOrder;
import dev.gleaner.workflow.site.Site;
import dev.gleaner.workflow.site.SiteRegister;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Which of the pages that are found are read: by the tenant's rules, by a scan's order, by a person. */
@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class PageIntakeTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final SiteName ACME = new SiteName("acme.test");

    @Inject
    SessionGateway sessions;

    @Inject
    SelectionRules rules;

    @Inject
    PageIntake intake;

    @Inject
    SiteRegister register;

    private final DatabaseAddress database = GleanerDatabase.shared().direct();
    private final PageClassifier classifier = new PageClassifier();
    private Site site;

    @BeforeEach
    void enter_a_site_of_a_new_tenant() {
        String tenant = "intake-" + UUID.randomUUID();
        Entry entry = run(() -> register.enter(tenant, Set.of(ACME))).get(ACME);
        site = new Site(tenant, entry.id(), ACME);
    }

    @Test
    void without_rules_nothing_is_read_that_nobody_asked_for() throws SQLException {
        find(null, "/contact", "/about");

        assertThat(queued()).isEmpty();
    }

    @Test
    void the_first_rule_that_fits_decides() throws SQLException {
        rule(wish(PageCategory.CONTACT, 0.9, 9, false), wish(PageCategory.CONTACT, 0.6, 2, true));

        find(null, "/contact", "/company/contact", "/a/b/contact", "/about");

        assertThat(queued()).containsExactly("/company/contact");
    }

    @Test
    void depth_is_the_number_of_segments() throws SQLException {
        rule(wish(PageCategory.OTHER, 0, 1, true));

        find(null, "/", "/x/", "/x/y", "/en/");

        assertThat(queued()).containsExactly("/", "/en/", "/x/");
    }

    @Test
    void no_rule_selects_carts_logins_and_files() throws SQLException {
        rule(wish(PageCategory.OTHER, 0, 9, true), wish(PageCategory.MEDIA, 0, 9, true));

        find(null, "/cart", "/wp-login.php", "/feed/", "/a.pdf", "/gallery");

        assertThat(queued()).containsExactly("/gallery");
    }

    @Test
    void a_scan_has_an_order_of_its_own() throws SQLException {
        rule(wish(PageCategory.ABOUT, 0, 9, true), wish(PageCategory.CONTACT, 0, 9, false));

        find(PageSelection.NONE, "/contact", "/about");
        assertThat(queued()).isEmpty();
        find(PageSelection.CONTACT, "/kontakt", "/ueber-uns");
        assertThat(queued()).containsExactly("/kontakt");
        find(PageSelection.ALL, "/team", "/cart");
        assertThat(queued()).containsExactly("/cart", "/kontakt", "/team");
    }

    @Test
    void rules_do_not_touch_what_a_person_names_or_has_decided_on() throws SQLException {
        rule(wish(PageCategory.CONTACT, 0, 9, true));
        run(() -> intake.enter(
                site.tenant(),
                found("/contact", "/kontakt").stream()
                        .map(page -> new Placed<>(site, page))
                        .toList()));
        assertThat(queued()).isEmpty();
        database.execute("update page set curation_status = 'MAYBE' where url like '%/kontakt' and tenant = '"
                + site.tenant() + "'");

        find(null, "/contact", "/kontakt");

        assertThat(queued()).containsExactly("/contact");
    }

    @Test
    void a_page_that_was_read_is_not_read_again_because_it_is_found_again() throws SQLException {
        rule(wish(PageCategory.CONTACT, 0, 9, true));
        find(null, "/contact");
        database.execute("update page set processing_status = 'COMPLETE', next_attempt_at = null where tenant = '"
                + site.tenant() + "'");

        find(null, "/contact");

        assertThat(queued()).isEmpty();
    }

    private void rule(SelectionRuleView... wishes) {
        run(() -> rules.replace(site.tenant(), List.of(wishes)));
    }

    private static SelectionRuleView wish(PageCategory category, double confidence, int depth, boolean select) {
        return new SelectionRuleView(category, confidence, depth, select);
    }

    private void find(PageSelection selection, String... paths) {
        ScanOrder order = selection == null ? null : new ScanOrder(UUID.randomUUID(), selection, 100);
        run(() -> intake.receive(site, null, order, found(paths)));
    }

    private List<FoundPage> found(String... paths) {
        return Stream.of(paths)
                .map(path -> FoundPage.at(WebUrl.of("https://acme.test" + path), classifier))
                .toList();
    }

    private List<String> queued() throws SQLException {
        String paths = database.ask("select coalesce(string_agg(substr(url, 18), ' ' order by url), '') from page"
                + " where processing_status = 'QUEUED' and curation_status = 'SELECTED' and tenant = '"
                + site.tenant() + "'");
        return paths.isEmpty() ? List.of() : List.of(paths.split(" "));
    }

    private <T> T run(Supplier<Uni<T>> work) {
        return sessions.inTransaction("test", work).await().atMost(PATIENCE);
    }
}
