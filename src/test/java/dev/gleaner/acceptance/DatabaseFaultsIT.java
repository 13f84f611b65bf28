package dev.gleaner.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gleaner.fixture.CrashingDatabase;
import dev.gleaner.fixture.FakeWeb;
import dev.gleaner.fixture.GleanerClient;
import dev.gleaner.fixture.PgBouncer;
import dev.gleaner.fixture.ReplicaProcess;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What can happen to a database happens while visits are under way, to one replica that is never restarted. Each time
 * nothing is lost, nothing is done twice, the readiness probe tells the truth, and it all comes right by itself.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class DatabaseFaultsIT {
    private static final int SITES = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    private static Path folder;

    private static FakeWeb web;
    private static CrashingDatabase server;
    private static PgBouncer pooler;
    private static ReplicaProcess replica;
    private static GleanerClient client;
    private static Tables tables;

    private final List<String> hosts = IntStream.range(0, SITES)
            .mapToObj(i -> "f" + UUID.randomUUID().toString().substring(0, 8) + "-" + i + ".test")
            .toList();

    @BeforeAll
    static void open() {
        PgBouncer.assumeAvailable("what happens when the database or its pooler fails");
        web = FakeWeb.start();
        server = CrashingDatabase.behindPgBouncer(folder);
        pooler = server.pgBouncer();
        replica = ReplicaProcess.builder()
                .with("DATABASE_URL", server.address().url())
                .visiting(web)
                .with("GLEANER_DATABASE_POOL_SIZE", "3")
                .with("GLEANER_DATABASE_REPLY_TIMEOUT", "4s")
                .with("GLEANER_DATABASE_ACQUISITION_TIMEOUT", "4s")
                .with("GLEANER_PIPELINE_LEASE", "5m")
                .with("GLEANER_FETCH_READ_TIMEOUT", "120s")
                .with("GLEANER_FETCH_ROBOTS_DEADLINE", "180s")
                .start();
        client = replica.signIn();
        tables = new Tables(server.direct());
    }

    @AfterAll
    static void close() {
        if (replica != null) {
            replica.close();
            server.close();
            web.close();
        }
    }

    /** A test that failed leaves no fault to the next. */
    @AfterEach
    void heal() throws SQLException {
        web.release();
        server.superuser().execute("alter role gleaner reset default_transaction_read_only");
        server.direct().execute("drop trigger if exists fail on sitemap");
    }

    @Test
    void the_pooler_is_restarted() throws SQLException {
        visitsAreUnderWay();

        pooler.stop();
        web.release();
        assertNotServed();
        pooler.restart();

        allCameRight();
    }

    @Test
    void postgresql_crashes_and_comes_back() throws SQLException {
        visitsAreUnderWay();

        server.crash();
        web.release();
        assertNotServed();
        server.recover();

        allCameRight();
    }

    @Test
    void a_connection_is_killed_in_the_middle_of_a_transaction() throws SQLException {
        visitsAreUnderWay();

        failThrice("perform pg_terminate_backend(pg_backend_pid())");
        web.release();

        allCameRight();
        assertThat(tables.number("select last_value from faults")).isGreaterThan(3);
    }

    @Test
    void the_disk_is_full_when_results_are_to_be_written() throws SQLException {
        visitsAreUnderWay();

        failThrice("raise exception 'could not extend file: No space left on device' using errcode = '53100'");
        web.release();

        allCameRight();
        assertThat(tables.number("select last_value from faults")).isGreaterThan(3);
    }

    @Test
    void somebody_else_takes_all_connections_of_the_pooler() throws SQLException {
        visitsAreUnderWay();

        List<Connection> taken = new ArrayList<>();
        for (int i = 0; i < PgBouncer.SERVER_CONNECTIONS; i++) {
            Connection connection = server.address().connect();
            connection.setAutoCommit(false);
            connection.createStatement().execute("select 1");
            taken.add(connection);
        }
        web.release();
        assertNotServed();
        for (Connection connection : taken) {
            connection.close();
        }

        allCameRight();
    }

    @Test
    void the_database_takes_no_writes() throws SQLException {
        visitsAreUnderWay();

        server.superuser().execute("alter role gleaner set default_transaction_read_only = on");
        pooler.command("RECONNECT");
        web.release();
        await("not ready").atMost(PATIENCE).until(() -> !replica.isReady());
        assertThat(client.post("/api/v1/domains", Map.of("domains", List.of("read-only.test")))
                        .expect(503)
                        .at("code")
                        .asText())
                .isEqualTo("unavailable");
        client.get("/api/v1/domains").expect(200);
        server.superuser().execute("alter role gleaner reset default_transaction_read_only");
        pooler.command("RECONNECT");

        allCameRight();
    }

    /** All sites are being asked, none has answered. */
    private void visitsAreUnderWay() {
        hosts.forEach(host -> web.site(host)
                .robots("User-agent: *\nSitemap: https://" + host + "/sitemap.xml\n")
                .page("/", "<title>" + host + "</title>")
                .serve("/sitemap.xml", "text/xml", Sitemaps.urlset(List.of("https://" + host + "/a")))
                .stallAll());
        client.post("/api/v1/domains", Map.of("domains", hosts, "select", true)).expect(200);
        await("all sites are being asked").atMost(PATIENCE).until(() -> web.inFlight() == SITES);
    }

    private static void assertNotServed() {
        await("not ready").atMost(PATIENCE).until(() -> !replica.isReady());
        assertThat(client.get("/api/v1/domains").expect(503).at("code").asText())
                .isEqualTo("unavailable");
    }

    private void allCameRight() throws SQLException {
        await("ready again").atMost(PATIENCE).until(replica::isReady);
        await("all are surveyed")
                .atMost(PATIENCE)
                .until(() -> tables.number("select count(*) from domain where processing_status = 'COMPLETE' and "
                                + "name in " + ourHosts())
                        == SITES);
        assertThat(tables.number("select count(*) from sitemap s join domain d on d.id = s.domain_id where d.name in "
                        + ourHosts()))
                .as("what was found")
                .isEqualTo(SITES);
        assertThat(tables.number("select count(*) from attempt a join domain d on d.id = a.item_id where d.name in "
                        + ourHosts()))
                .as("attempts")
                .isEqualTo(SITES);
        assertThat(hosts).allSatisfy(host -> assertThat(web.countOf(host, "/")).isEqualTo(1));
    }

    private String ourHosts() {
        return "('" + String.join("', '", hosts) + "')";
    }

    /** Makes the next three transactions fail that write what a survey has found. */
    private static void failThrice(String how) throws SQLException {
        server.direct()
                .execute(
                        "drop sequence if exists faults",
                        "create sequence faults",
                        "create or replace function fail() returns trigger language plpgsql as $$ begin"
                                + " if nextval('faults') <= 3 then " + how + "; end if; return null; end $$",
                        "create or replace trigger fail before insert on sitemap for each statement"
                                + " execute function fail()");
    }
}
