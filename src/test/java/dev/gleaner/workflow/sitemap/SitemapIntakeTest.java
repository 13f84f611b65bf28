package dev.gleaner.workflow.sitemap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.address.SiteName;
import dev.gleaner.address.WebUrl;
import dev.gleaner.database.SessionGateway;
import dev.gleaner.fixture.DatabaseAddress;
import dev.gleaner.fixture.GleanerDatabase;
import dev.gleaner.vocabulary.DiscoverySource;
import dev.gleaner.workflow.site.Entry;
import dev.gleaner.workflow.site.Site;
import dev.gleaner.workflow.site.SiteRegister;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Which sitemaps are entered, and how long the children of an index are followed. */
@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class SitemapIntakeTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final SiteName ACME = new SiteName("acme.test");

    @Inject
    SessionGateway sessions;

    @Inject
    SitemapIntake intake;

    @Inject
    SiteRegister register;

    private final DatabaseAddress database = GleanerDatabase.shared().direct();
    private Site site;

    @BeforeEach
    void enter_a_site_of_a_new_tenant() {
        String tenant = "sitemaps-" + UUID.randomUUID();
        Entry entry = run(() -> register.enter(tenant, Set.of(ACME))).get(ACME);
        site = new Site(tenant, entry.id(), ACME);
    }

    @Test
    void a_sitemap_with_and_without_www_is_one() throws SQLException {
        find(
                "https://www.acme.test/a.xml",
                "https://acme.test/a.xml",
                "http://acme.test/a.xml",
                "https://acme.test/b.xml");

        assertThat(known()).isEqualTo("https://acme.test/b.xml https://www.acme.test/a.xml");
    }

    @Test
    void it_keeps_the_name_under_which_it_is_known() throws SQLException {
        find("http://www.acme.test/a.xml");
        find("https://acme.test/a.xml");

        assertThat(known()).isEqualTo("http://www.acme.test/a.xml");
    }

    @Test
    void one_that_failed_is_tried_under_another_name() throws SQLException {
        find("http://www.acme.test/a.xml");
        database.execute(
                "update sitemap set processing_status = 'ERROR', error_code = 'tls_failed', error_message = 'x',"
                        + " error_step = 'FETCH', error_at = now() where tenant = '" + site.tenant() + "'");
        find("https://acme.test/a.xml");

        assertThat(known()).isEqualTo("http://www.acme.test/a.xml https://acme.test/a.xml");
    }

    @Test
    void another_port_is_another_server() throws SQLException {
        find("https://acme.test/a.xml", "https://acme.test:8443/a.xml");

        assertThat(known()).isEqualTo("https://acme.test/a.xml https://acme.test:8443/a.xml");
    }

    @Test
    void an_index_that_is_reached_in_time_is_followed_and_hands_the_rest_of_its_time_down() throws SQLException {
        find("https://acme.test/index.xml");
        follow("index.xml", 0, "below.xml");
        String until = ask("below.xml", "follow_until");
        follow("below.xml", 1, "deep.xml");

        assertThat(until).isNotEmpty();
        assertThat(ask("deep.xml", "follow_until")).isEqualTo(until);
        assertThat(ask("below.xml", "follow_until")).isEmpty();
        assertThat(ask("index.xml", "problem") + ask("below.xml", "problem")).isEmpty();
    }

    @Test
    void an_index_that_is_reached_too_late_says_so_and_is_not_followed_until_it_is_read_again() throws SQLException {
        find("https://acme.test/index.xml");
        follow("index.xml", 0, "below.xml");
        database.execute(
                "update sitemap set follow_until = now() - interval '1 second' where id = '" + id("below.xml") + "'");
        follow("below.xml", 1, "deep.xml");

        assertThat(known()).isEqualTo("https://acme.test/below.xml https://acme.test/index.xml");
        assertThat(ask("below.xml", "problem")).startsWith("reached more than PT24H after the index that began");

        follow("below.xml", 1, "deep.xml");
        assertThat(known()).contains("https://acme.test/deep.xml");
    }

    private void find(String... urls) {
        run(() -> intake.receive(site, null, found(urls)));
    }

    private void follow(String index, int depth, String child) throws SQLException {
        UUID id = id(index);
        SitemapWorkflow.Task task = new SitemapWorkflow.Task(
                site, id, WebUrl.of("https://acme.test/" + index), depth, null, Optional.empty(), true);
        run(() -> intake.receiveChildren(task, found("https://acme.test/" + child)));
    }

    private static List<FoundSitemap> found(String... urls) {
        return Stream.of(urls)
                .map(url -> new FoundSitemap(WebUrl.of(url), DiscoverySource.INDEX))
                .toList();
    }

    private String known() throws SQLException {
        return database.ask(
                "select string_agg(url, ' ' order by url) from sitemap where tenant = '" + site.tenant() + "'");
    }

    private UUID id(String name) throws SQLException {
        return UUID.fromString(ask(name, "id"));
    }

    private String ask(String name, String column) throws SQLException {
        return database.ask("select coalesce(" + column + "::text, '') from sitemap where tenant = '" + site.tenant()
                + "' and url = 'https://acme.test/" + name + "'");
    }

    private <T> T run(Supplier<Uni<T>> work) {
        return sessions.inTransaction("test", work).await().atMost(PATIENCE);
    }
}
