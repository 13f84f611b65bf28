package dev.gleaner.bench;

import dev.gleaner.fixture.DatabaseAddress;
import dev.gleaner.pipeline.GleanerEngine;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Jobs that do nothing, from queued to completed: what is measured is the engine and its statements. */
abstract class EngineContest {
    /** To try one out: a part of the names of those who take part, several with a comma. */
    private static final String ONLY = System.getProperty("bench.only", "");

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
        } finally {
            contenders.forEach(Contender::close);
        }
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
        add(all, "Gleaner", () -> engine.contender("Gleaner", 50_000, behindTheWall(), Map.of()));
        add(
                all,
                "Gleaner, batch 1000",
                () -> engine.contender(
                        "Gleaner, batch 1000",
                        50_000,
                        behindTheWall(),
                        Map.of("batch", "1000", "concurrency", "2000", "persist-batch", "1000")));
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

    private static void add(List<Contender> all, String name, Supplier<Contender> contender) {
        if (Arrays.stream(ONLY.split(",")).anyMatch(name::contains)) {
            all.add(contender.get());
        }
    }
}
