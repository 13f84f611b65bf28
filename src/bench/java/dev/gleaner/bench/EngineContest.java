package dev.gleaner.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.fixture.DatabaseAddress;
import dev.gleaner.pipeline.GleanerEngine;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Jobs that do nothing, from queued to completed: what is measured is the engine and its statements. */
abstract class EngineContest {
    /** To try one out: a part of the names of those who take part, several with a comma. */
    private static final String ONLY = System.getProperty("bench.only", "");

    private static final int SELECTIONS = 400;

    @Inject
    GleanerEngine engine;

    @ConfigProperty(name = BenchDatabase.ROUTED)
    String routed;

    @ConfigProperty(name = BenchDatabase.SUPERUSER)
    String superuser;

    @ConfigProperty(name = BenchDatabase.POOLED)
    boolean pooled;

    @Test
    void no_op_jobs_per_second() throws IOException, SQLException {
        List<Contender> contenders = contenders();
        try {
            double load = Machine.load();
            List<Result> results = new Championship(ProcessCpu.ofServer(behindTheWall())).run(contenders);
            Report.write(
                    pooled ? "engine-pgbouncer" : "engine-direct",
                    Machine.of(behindTheWall(), load, Championship.ROUNDS),
                    results);
            requireFloor(results);
        } finally {
            contenders.forEach(Contender::close);
        }
    }

    /** For build servers: generous, because they are shared; what falls through is broken and not merely slow. */
    private static void requireFloor(List<Result> results) {
        double floor = Double.parseDouble(System.getProperty("bench.floor", "0"));
        if (floor > 0) {
            assertThat(median(results, "Gleaner")).isGreaterThan(floor * median(results, "bare Vert.x loop"));
        }
    }

    private static double median(List<Result> results, String name) {
        return results.stream()
                .filter(it -> it.name().equals(name))
                .mapToDouble(Result::median)
                .findAny()
                .orElseThrow();
    }

    @Test
    void from_selected_to_fetched() throws IOException, SQLException {
        double load = Machine.load();
        engine.selectToFetch(SELECTIONS, behindTheWall());
        List<Double> milliseconds = engine.selectToFetch(SELECTIONS, behindTheWall()).stream()
                .map(it -> it.toNanos() / 1e6)
                .toList();
        Figure figure = new Figure(
                "commit of “selected” to fetch, idle, " + (pooled ? "through PgBouncer" : "direct"),
                String.format(
                        Locale.ROOT,
                        "p50 %.1f ms, p99 %.1f ms, longest %.1f ms of %d",
                        Quantiles.median(milliseconds),
                        Quantiles.of(milliseconds, 0.99),
                        Quantiles.of(milliseconds, 1),
                        SELECTIONS),
                "p99 < 50 ms");
        System.out.println(figure.measure() + ": " + figure.value());
        Report.figures(
                "engine-latency-" + (pooled ? "pgbouncer" : "direct"),
                Machine.of(behindTheWall(), load, SELECTIONS),
                List.of(figure));
    }

    /** A superuser sees the rows of all tenants. */
    private DatabaseAddress behindTheWall() {
        return DatabaseAddress.parse(superuser);
    }

    private List<Contender> contenders() {
        DatabaseAddress address = DatabaseAddress.parse(routed);
        String[] jdbc = {
            "jdbc:postgresql://" + address.host() + ":" + address.port() + "/" + address.name(),
            address.user(),
            address.password(),
            Boolean.toString(pooled)
        };
        List<Contender> all = new ArrayList<>();
        add(all, "Gleaner", () -> engine.contender("Gleaner", 1, 100_000, behindTheWall(), Map.of()));
        add(
                all,
                "Gleaner, batch 2000",
                () -> engine.contender(
                        "Gleaner, batch 2000",
                        1,
                        100_000,
                        behindTheWall(),
                        Map.of("batch", "2000", "concurrency", "4000", "persist-batch", "2000")));
        for (int replicas : new int[] {2, 4}) {
            String name = "Gleaner, " + replicas + " replicas";
            add(all, name, () -> engine.contender(name, replicas, 100_000, behindTheWall(), Map.of()));
        }
        add(
                all,
                "bare Vert.x loop",
                () -> PeerProcess.java(
                        "bare Vert.x loop", 100_000, BareLoopPeer.class, routed, Boolean.toString(pooled), "500", "2"));
        add(
                all,
                "Graphile Worker, tuned",
                () -> PeerProcess.node(
                        "Graphile Worker, tuned",
                        50_000,
                        "graphile-worker.mjs",
                        routed,
                        "{\"concurrentJobs\": 24, \"maxPoolSize\": 5, \"pollInterval\": 500, \"preparedStatements\":"
                                + " false, \"localQueue\": {\"size\": 500}, \"completeJobBatchDelay\": 0,"
                                + " \"failJobBatchDelay\": 0}"));
        add(
                all,
                "pg-boss, batch 500",
                () -> PeerProcess.node("pg-boss, batch 500", 50_000, "pg-boss.mjs", routed, "500", "2"));
        add(
                all,
                "db-scheduler, lock-and-fetch",
                () -> PeerProcess.java("db-scheduler, lock-and-fetch", 10_000, DbSchedulerPeer.class, jdbc));
        add(all, "JobRunr", () -> PeerProcess.java("JobRunr", 4_000, JobRunrPeer.class, jdbc));
        add(
                all,
                "Graphile Worker, default",
                () -> PeerProcess.node(
                        "Graphile Worker, default",
                        2_000,
                        "graphile-worker.mjs",
                        routed,
                        "{\"maxPoolSize\": 5, \"preparedStatements\": " + !pooled + "}"));
        return all;
    }

    /** Who cannot even begin takes part and fails, and keeps nobody else away. */
    private static void add(List<Contender> all, String name, Supplier<Contender> contender) {
        if (Arrays.stream(ONLY.split(",")).anyMatch(name::contains)) {
            all.add(Contender.orAbsent(name, contender));
        }
    }
}
