package dev.gleaner.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gleaner.fixture.CrashingDatabase;
import dev.gleaner.fixture.FakeWeb;
import dev.gleaner.fixture.ReplicaProcess;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything that can be killed is killed, in the middle of the work. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class CrashIT {
    private static final Duration DELAY = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final int SITES = 600;

    @TempDir
    private Path folder;

    private FakeWeb web;
    private CrashingDatabase database;
    private Tables tables;
    private List<ReplicaProcess> replicas = List.of();

    @BeforeEach
    void open() {
        web = FakeWeb.start();
        database = CrashingDatabase.in(folder);
        tables = new Tables(database.direct());
        replicas = IntStream.range(0, 3).parallel().mapToObj(i -> start()).toList();
    }

    private ReplicaProcess start() {
        return ReplicaProcess.builder()
                .with("DATABASE_URL", database.address().url())
                .with("GLEANER_DATABASE_POOLER", database.pooler())
                .visiting(web)
                .with("GLEANER_FETCH_DEFAULT_DELAY", DELAY.toMillis() + "ms")
                .with("GLEANER_PIPELINE_LEASE", "30s")
                .with("GLEANER_PIPELINE_RENEW", "2s")
                .with("GLEANER_PIPELINE_RESCUE", "2s")
                .with("GLEANER_PIPELINE_CONCURRENCY", "15")
                .start();
    }

    @AfterEach
    void close() {
        replicas.forEach(ReplicaProcess::close);
        database.close();
        web.close();
    }

    @Test
    void six_hundred_sites_survive_the_kill_of_a_replica_and_a_crash_of_the_database() throws SQLException {
        List<String> hosts = openSites();
        replicas.get(0)
                .signIn()
                .post("/api/v1/domains", Map.of("domains", hosts, "select", true))
                .expect(200);

        awaitComplete(SITES / 6);
        replicas.get(2).kill();
        awaitComplete(SITES / 3);
        database.crash();
        assertThat(replicas).filteredOn(ReplicaProcess::isAlive).hasSize(2);
        database.recover();
        assertThat(complete()).as("when the database crashed").isLessThan(SITES);
        awaitComplete(SITES);

        assertThat(tables.number("select count(*) from sitemap")).isEqualTo(SITES);
        assertThat(tables.number("select count(distinct url) from sitemap")).isEqualTo(SITES);
        assertThat(tables.number("select count(*) from attempt where workflow = 'domain' and outcome = 'COMPLETE'"))
                .isEqualTo(SITES);
        assertThat(tables.number("select count(*) from attempt where outcome = 'EXPIRED'"))
                .as("what the killed one held")
                .isPositive();
        Manners.assertKept(web, hosts, DELAY);
    }

    private List<String> openSites() {
        List<String> hosts =
                IntStream.range(0, SITES).mapToObj(i -> "site-" + i + ".test").toList();
        hosts.forEach(host -> web.site(host)
                .robots("User-agent: *\nSitemap: https://" + host + "/sitemap.xml\n")
                .page("/", "<title>" + host + "</title>")
                .serve("/sitemap.xml", "text/xml", Sitemaps.urlset(Sitemaps.pages(host, 1))));
        return hosts;
    }

    private void awaitComplete(int number) {
        await(number + " sites are complete")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> complete() >= number);
    }

    private long complete() throws SQLException {
        return tables.number("select count(*) from domain where processing_status = 'COMPLETE'");
    }
}
