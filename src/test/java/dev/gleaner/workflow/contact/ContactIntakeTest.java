package dev.gleaner.workflow.contact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.address.SiteName;
import dev.gleaner.database.SessionGateway;
import dev.gleaner.fixture.DatabaseAddress;
import dev.gleaner.fixture.GleanerDatabase;
import dev.gleaner.vocabulary.ContactEvidence;
import dev.gleaner.vocabulary.ContactKind;
import dev.gleaner.workflow.contact.ContactIntake.Finding;
import dev.gleaner.workflow.site.Site;
import dev.gleaner.workflow.site.SiteRegister;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What becomes of contacts when pages are read, and read again. */
@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class ContactIntakeTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final SiteName ACME = new SiteName("acme.test");

    @Inject
    SessionGateway sessions;

    @Inject
    ContactIntake intake;

    @Inject
    SiteRegister register;

    private final DatabaseAddress database = GleanerDatabase.shared().direct();
    private final UUID one = UUID.randomUUID();
    private final UUID two = UUID.randomUUID();
    private Site site;

    @BeforeEach
    void enter_a_site_with_two_pages() throws SQLException {
        String tenant = "contacts-" + UUID.randomUUID();
        UUID domain = sessions.inTransaction("test", () -> register.enter(tenant, Set.of(ACME)))
                .await()
                .atMost(PATIENCE)
                .get(ACME)
                .id();
        site = new Site(tenant, domain, ACME);
        for (UUID page : List.of(one, two)) {
            database.execute(
                    "insert into page (id, tenant, domain_id, domain, url) values ('%s', '%s', '%s', '%s', '%s')"
                            .formatted(page, tenant, domain, ACME.value(), "https://acme.test/" + page));
        }
    }

    @Test
    void a_contact_of_two_pages_is_one_contact_with_two_sources() throws SQLException {
        receive(told(one, "a@acme.test"), told(two, "a@acme.test"));

        assertThat(kept()).isEqualTo("a@acme.test 2");
    }

    @Test
    void a_page_that_is_read_again_adds_nothing() throws SQLException {
        receive(told(one, "a@acme.test", "b@acme.test"));
        receive(told(one, "a@acme.test", "b@acme.test"));

        assertThat(kept()).isEqualTo("a@acme.test 1, b@acme.test 1");
    }

    @Test
    void what_a_page_says_no_more_is_forgotten() throws SQLException {
        receive(told(one, "a@acme.test", "b@acme.test"));
        receive(told(one, "b@acme.test", "c@acme.test"));

        assertThat(kept()).isEqualTo("b@acme.test 1, c@acme.test 1");
    }

    @Test
    void a_page_without_contacts_forgets_all_of_its_own() throws SQLException {
        receive(told(one, "a@acme.test", "b@acme.test"), told(two, "b@acme.test"));
        receive(told(one));

        assertThat(kept()).isEqualTo("b@acme.test 1");
    }

    @Test
    void what_another_page_still_says_stays() throws SQLException {
        receive(told(one, "a@acme.test"));
        receive(told(two, "b@acme.test"), told(one));

        assertThat(kept()).isEqualTo("b@acme.test 1");
    }

    private void receive(Finding... findings) {
        sessions.inTransaction("test", () -> intake.receive(List.of(findings)))
                .await()
                .atMost(PATIENCE);
    }

    private Finding told(UUID page, String... addresses) {
        List<FoundContact> contacts = Stream.of(addresses)
                .map(address -> new FoundContact(
                        ContactKind.EMAIL, address, null, false, 0.9, ContactEvidence.TEXT, "Mail " + address))
                .toList();
        return new Finding(site, page, "https://acme.test/" + page, contacts);
    }

    /** Values with the number of their sources. */
    private String kept() throws SQLException {
        return database.ask("""
                select string_agg(value || ' ' || sources, ', ' order by value)
                  from (select c.value, count(s.contact_id) sources
                          from contact c left join contact_source s on s.contact_id = c.id
                         where c.tenant = '%s' group by c.id, c.value) k""".formatted(site.tenant()));
    }
}
