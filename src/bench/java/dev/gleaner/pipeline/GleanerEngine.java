package dev.gleaner.pipeline;

import dev.gleaner.bench.Contender;
import dev.gleaner.database.DatabaseClock;
import dev.gleaner.database.SessionGateway;
import dev.gleaner.fixture.DatabaseAddress;
import dev.gleaner.pipeline.chore.Chores;
import dev.gleaner.quota.DailyCounts;
import io.opentelemetry.api.trace.Tracer;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Gleaner's own engine, whole: claims with leases, fenced verdicts, the trail, metrics. Only the work is left out. */
@Singleton
public final class GleanerEngine {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Chores chores;
    private final SessionGateway sessions;
    private final DatabaseClock clock;
    private final PipelineMetrics metrics;
    private final Tracer tracer;
    private final EventLoops loops;
    private final DailyCounts counts;

    GleanerEngine(
            Chores chores,
            SessionGateway sessions,
            DatabaseClock clock,
            PipelineMetrics metrics,
            Tracer tracer,
            EventLoops loops,
            DailyCounts counts) {
        this.chores = chores;
        this.sessions = sessions;
        this.clock = clock;
        this.metrics = metrics;
        this.tracer = tracer;
        this.loops = loops;
        this.counts = counts;
    }

    /** It takes part with this tuning; keys without their prefix. */
    public Contender contender(String name, int jobs, DatabaseAddress superuser, Map<String, String> tuning) {
        return new Tuned(name, jobs, superuser, settings(tuning));
    }

    private static PipelineSettings settings(Map<String, String> tuning) {
        Map<String, String> values = new HashMap<>();
        tuning.forEach((key, value) -> values.put("gleaner.pipeline." + key, value));
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .addDefaultInterceptors()
                .withMapping(PipelineSettings.class)
                .withDefaultValues(values)
                .build()
                .getConfigMapping(PipelineSettings.class);
    }

    private final class Tuned implements Contender {
        private final String name;
        private final int jobs;
        private final DatabaseAddress superuser;
        private final PipelineSettings settings;
        private Runner<?, ?, ?> runner;

        Tuned(String name, int jobs, DatabaseAddress superuser, PipelineSettings settings) {
            this.name = name;
            this.jobs = jobs;
            this.superuser = superuser;
            this.settings = settings;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public int jobs() {
            return jobs;
        }

        @Override
        public void fill(int count) throws SQLException {
            superuser.execute(
                    "truncate chore, chore_output, attempt",
                    "insert into chore (tenant, note, curation_status, processing_status, next_attempt_at, created_at)"
                            + " select 'acme', 'noop', 'SELECTED', 'QUEUED', now() - n * interval '1 ms',"
                            + " now() - n * interval '1 ms' from generate_series(1, " + count + ") n",
                    "vacuum analyze chore",
                    "vacuum analyze attempt");
        }

        @Override
        public Duration run(int count) throws SQLException, InterruptedException {
            CountDownLatch fetched = new CountDownLatch(count);
            Workshop shop = new Workshop(
                    "bench",
                    settings,
                    sessions,
                    clock,
                    new Verdicts(clock),
                    new Leases(clock),
                    new Allowance(counts, clock),
                    metrics,
                    tracer,
                    () -> ThreadLocalRandom.current().nextDouble(),
                    () -> {});
            runner = new Runner<>(new NoOp(chores, fetched), shop, loops);
            long begun = System.nanoTime();
            runner.start();
            if (!fetched.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException(fetched.getCount() + " jobs are left");
            }
            awaitWritten();
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            requireAll(count);
            return took;
        }

        private void awaitWritten() throws InterruptedException {
            while (runner.inFlight().await().atMost(PATIENCE) > 0) {
                Thread.sleep(1);
            }
        }

        /** Each completed, and each attempt on the record, once. */
        private void requireAll(int count) throws SQLException {
            String found =
                    superuser.ask("select (select count(*) from chore where processing_status = 'COMPLETE') || ' '"
                            + " || (select count(distinct item_id) from attempt where outcome = 'COMPLETE')");
            if (!found.equals(count + " " + count)) {
                throw new IllegalStateException(found + " of " + count + " are complete and on the record");
            }
        }

        @Override
        public void rest() {
            runner.drain(Duration.ofSeconds(1)).await().atMost(PATIENCE);
        }

        @Override
        public void close() {
            // its runners rest
        }
    }
}
