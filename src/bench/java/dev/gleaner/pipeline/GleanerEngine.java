package dev.gleaner.pipeline;

import com.sun.management.OperatingSystemMXBean;
import dev.gleaner.bench.Contender;
import dev.gleaner.database.DatabaseClock;
import dev.gleaner.database.EntityColumns;
import dev.gleaner.database.SessionGateway;
import dev.gleaner.fixture.DatabaseAddress;
import dev.gleaner.pipeline.chore.Chore;
import dev.gleaner.pipeline.chore.Chores;
import dev.gleaner.quota.DailyCounts;
import dev.gleaner.vocabulary.CurationStatus;
import io.opentelemetry.api.trace.Tracer;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Gleaner's own engine, whole: claims with leases, fenced verdicts, the trail, metrics. Only the work is left out. */
@Singleton
public final class GleanerEngine {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final Chores chores;
    private final SessionGateway sessions;
    private final DatabaseClock clock;
    private final EntityColumns entities;
    private final PipelineMetrics metrics;
    private final Tracer tracer;
    private final EventLoops loops;
    private final DailyCounts counts;

    GleanerEngine(
            Chores chores,
            SessionGateway sessions,
            DatabaseClock clock,
            EntityColumns entities,
            PipelineMetrics metrics,
            Tracer tracer,
            EventLoops loops,
            DailyCounts counts) {
        this.chores = chores;
        this.sessions = sessions;
        this.clock = clock;
        this.entities = entities;
        this.metrics = metrics;
        this.tracer = tracer;
        this.loops = loops;
        this.counts = counts;
    }

    /** It takes part as so many replicas with this tuning; keys without their prefix. */
    public Contender contender(
            String name, int replicas, int jobs, DatabaseAddress superuser, Map<String, String> tuning) {
        return new Tuned(name, replicas, jobs, superuser, settings(tuning));
    }

    /** How long it takes from the commit that selects an item until it is fetched, of a replica that has nothing to do. */
    public List<Duration> selectToFetch(int selections, DatabaseAddress superuser) throws SQLException {
        superuser.execute(
                "truncate chore, chore_output, attempt",
                "insert into chore (tenant, note) select 'acme', 'noop' from generate_series(1, " + selections + ")");
        List<UUID> ids =
                transaction(() -> chores.listAll()).stream().map(Chore::id).toList();
        Map<UUID, CompletableFuture<Long>> fetched = new ConcurrentHashMap<>();
        ids.forEach(id -> fetched.put(id, new CompletableFuture<>()));
        Runner<?, ?, ?> runner = new Runner<>(
                new NoOp(chores, false, id -> fetched.get(id).complete(System.nanoTime())),
                shop("bench", settings(Map.of())),
                loops);
        runner.start();
        List<Duration> waits = new ArrayList<>();
        for (UUID id : ids) {
            long committed = select(id, runner);
            waits.add(Duration.ofNanos(fetched.get(id)
                            .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                            .join()
                    - committed));
            while (runner.inFlight().await().atMost(PATIENCE) > 0) {
                Thread.onSpinWait();
            }
        }
        runner.drain(Duration.ofSeconds(1)).await().atMost(PATIENCE);
        return waits;
    }

    /** As the API does it: a person's decision, the commit, the nudge. */
    private long select(UUID id, Runner<?, ?, ?> runner) {
        return sessions.inTransaction(
                        "select",
                        () -> chores.findById(id).invoke(chore -> chore.curate(CurationStatus.SELECTED, Instant.now())))
                .map(selected -> {
                    long committed = System.nanoTime();
                    runner.nudge();
                    return committed;
                })
                .await()
                .atMost(PATIENCE);
    }

    private <T> T transaction(Supplier<Uni<T>> work) {
        return sessions.inTransaction("bench", work).await().atMost(PATIENCE);
    }

    /** What a replica of this name works with. */
    private Workshop shop(String replica, PipelineSettings settings) {
        return new Workshop(
                replica,
                settings,
                sessions,
                clock,
                entities,
                new Verdicts(clock),
                new Leases(clock),
                new Allowance(counts, clock),
                metrics,
                tracer,
                () -> ThreadLocalRandom.current().nextDouble(),
                () -> {});
    }

    static PipelineSettings settings(Map<String, String> tuning) {
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
        private final int replicas;
        private final int jobs;
        private final DatabaseAddress superuser;
        private final PipelineSettings settings;
        private List<Runner<?, ?, ?>> runners = List.of();

        Tuned(String name, int replicas, int jobs, DatabaseAddress superuser, PipelineSettings settings) {
            this.name = name;
            this.replicas = replicas;
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
            runners = IntStream.range(0, replicas)
                    .<Runner<?, ?, ?>>mapToObj(number -> new Runner<>(
                            new NoOp(chores, false, id -> fetched.countDown()),
                            shop("bench-" + number, settings),
                            loops))
                    .toList();
            long begun = System.nanoTime();
            runners.forEach(Runner::start);
            if (!fetched.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException(fetched.getCount() + " jobs are left");
            }
            awaitWritten();
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            requireAll(count);
            return took;
        }

        private void awaitWritten() throws InterruptedException {
            for (Runner<?, ?, ?> runner : runners) {
                while (runner.inFlight().await().atMost(PATIENCE) > 0) {
                    Thread.sleep(1);
                }
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

        /** Of this virtual machine, in which nothing else has a turn meanwhile. */
        @Override
        public Duration used() {
            return Duration.ofNanos(SYSTEM.getProcessCpuTime());
        }

        @Override
        public void rest() {
            runners.forEach(
                    runner -> runner.drain(Duration.ofSeconds(1)).await().atMost(PATIENCE));
        }

        @Override
        public void close() {
            // its runners rest
        }
    }
}
