package dev.gleaner.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.gleaner.database.DatabaseClock;
import dev.gleaner.pipeline.PlantedBug.Change;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.sessions.JqwikSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever happens to whom: nothing is lost, nothing is done twice. {@code -Dgleaner.simulation.seeds=1000} for a long
 * run, {@code -Dgleaner.simulation.seed=17} for where it begins.
 */
@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class SimulationTest extends EngineTestBase {
    private static final long FIRST_SEED = Long.getLong("gleaner.simulation.seed", 1);
    private static final long SEEDS = Long.getLong("gleaner.simulation.seeds", 50);
    private static final int SEEDS_FOR_A_BUG = 200;
    private static final int TRIES_TO_SHRINK = 40;

    private static final Map<String, String> TUNING = Map.of(
            "concurrency", "6",
            "batch", "3",
            "lane-depth", "3",
            "persist-batch", "4",
            "persist-delay", "1ms",
            "persist-retry", "5ms",
            "lease", "20s",
            "backoff", "30s");

    /** What is broken on purpose is nothing to be told. Kept here, or their levels are forgotten with them. */
    private static final List<Logger> CHATTY =
            List.of(Logger.getLogger("dev.gleaner.pipeline"), Logger.getLogger("org.hibernate.orm.jdbc.error"));

    private SimulationJournal journal;

    @BeforeEach
    void open() throws SQLException {
        journal = new SimulationJournal(database.direct());
        CHATTY.forEach(it -> it.setLevel(Level.OFF));
        JqwikSession.start();
    }

    @AfterEach
    void close() throws SQLException {
        JqwikSession.finish();
        CHATTY.forEach(it -> it.setLevel(null));
        journal.close();
    }

    @Test
    void whatever_happens_nothing_is_lost_and_nothing_is_done_twice() {
        System.out.printf("Simulating the seeds %d to %d%n", FIRST_SEED, FIRST_SEED + SEEDS - 1);
        LongStream.range(FIRST_SEED, FIRST_SEED + SEEDS).forEach(this::check);
    }

    private void check(long seed) {
        Shrinkable<Scenario> scenario = Scenario.of(seed);
        List<String> broken = broken(scenario.value(), (name, time) -> time);
        if (!broken.isEmpty()) {
            Scenario smallest = smallest(scenario);
            fail(
                    "Seed %d breaks %s%nin %s%nThe smallest scenario that was found to break something: %s%nAgain with"
                            + " -Dtest=SimulationTest -Dgleaner.simulation.seed=%d -Dgleaner.simulation.seeds=1",
                    seed, broken, scenario.value(), smallest, seed);
        }
    }

    /** Of several at one moment the order may differ, so this is a good guess and no proof. */
    private Scenario smallest(Shrinkable<Scenario> scenario) {
        return scenario.shrink()
                .limit(TRIES_TO_SHRINK)
                .filter(it -> !broken(it.value(), (name, time) -> time).isEmpty())
                .findFirst()
                .map(this::smallest)
                .orElse(scenario.value());
    }

    static Stream<Arguments> bugs() {
        return Stream.of(
                Arguments.of(
                        "the fence is gone",
                        List.of(
                                new Change(
                                        "and i.lease_number = v.lease and i.lease_owner = cast(:replica as text)", ""),
                                new Change(
                                        "and i.processing_status is not distinct from 'PROCESSING'\n    returning",
                                        "returning"))),
                Arguments.of(
                        "any lease will do",
                        List.of(new Change(
                                "i.lease_number = v.lease and i.lease_owner = cast(:replica as text)", "true"))),
                Arguments.of(
                        "leases are not renewed",
                        List.of(new Change(
                                "update {table} i set lease_until = {now} + make_interval(secs => {lease})",
                                "update {table} i set lease_until = i.lease_until"))),
                Arguments.of(
                        "the living are rescued, too",
                        List.of(new Change("q.lease_until < {now}", "q.lease_until is not null"))),
                Arguments.of("nobody is rescued", List.of(new Change("q.lease_until < {now}", "false"))),
                Arguments.of(
                        "attempts are not counted", List.of(new Change("attempts = i.attempts + 1", "attempts = 1"))),
                Arguments.of(
                        "retries do not wait",
                        List.of(new Change("{now} + make_interval(secs => coalesce(v.delay, 0))", "{now}"))),
                Arguments.of(
                        "lanes are not kept",
                        List.of(new Change("and b.busy = 0", ""), new Change(" where lane.ready_at <= {now}", ""))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bugs")
    void a_planted_bug_is_found(String name, List<Change> changes) {
        Set<Change> made = ConcurrentHashMap.newKeySet();

        assertThat(finds((replica, time) -> new PlantedBug(time, changes, made)))
                .as(name)
                .isTrue();
        assertThat(made).containsExactlyInAnyOrderElementsOf(changes);
    }

    @Test
    void a_replica_that_goes_by_its_own_clock_is_found() {
        List<Change> fast = List.of(new Change("{now}", "({now} + interval '40 seconds')"));

        assertThat(finds((replica, time) -> replica.equals(Simulation.SOUND)
                        ? time
                        : new PlantedBug(time, fast, ConcurrentHashMap.newKeySet())))
                .isTrue();
    }

    private boolean finds(BiFunction<String, MovedClock, DatabaseClock> clocks) {
        return LongStream.rangeClosed(1, SEEDS_FOR_A_BUG)
                .anyMatch(seed -> !broken(Scenario.of(seed).value(), clocks).isEmpty());
    }

    private List<String> broken(Scenario scenario, BiFunction<String, MovedClock, DatabaseClock> clocks) {
        var ground = new Simulation.Ground(
                chores, rows, entities, counts, sessions, metrics, tracer, loops, settings(TUNING), journal, clocks);
        try {
            return Simulation.run(ground, scenario);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
