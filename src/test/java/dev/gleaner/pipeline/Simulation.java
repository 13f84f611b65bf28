package dev.gleaner.pipeline;

import dev.gleaner.database.DatabaseClock;
import dev.gleaner.database.EntityColumns;
import dev.gleaner.database.JsonRows;
import dev.gleaner.database.SessionGateway;
import dev.gleaner.pipeline.Scenario.Blow;
import dev.gleaner.pipeline.SimulatedLine.Fate;
import dev.gleaner.pipeline.chore.ChoreWorkflow;
import dev.gleaner.pipeline.chore.Chores;
import dev.gleaner.quota.DailyCounts;
import io.opentelemetry.api.trace.Tracer;
import io.smallrye.mutiny.Uni;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import org.awaitility.Awaitility;

/**
 * Many virtual replicas over one real database, in a time that this class moves: it delivers what is fetched, runs what
 * the engine's schedule would run, deals the blows, and goes on until everything has ended.
 *
 * <p>Between two moments everything that was begun in the first is let end. What runs at one moment runs on real threads;
 * so a seed repeats what happens to whom and when, but not the order within a moment.
 */
final class Simulation {
    /** The replica to which nothing ever happens. */
    static final String SOUND = "sound";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LANES_REST = Duration.ofSeconds(3);
    private static final int SHORTEST_STEP = 5;
    private static final int LONGEST_STEP = 9;
    private static final int LAST_TICK = 250;

    /** A quiet end is reached long before: three retries take 35 of them. */
    private static final int LAST_FAULT = 40;

    /**
     * What all replicas stand on.
     *
     * @param sessions the real door to the database
     * @param entities the columns of entities
     * @param counts what tenants use up
     * @param clocks what a replica takes for the database's clock: that clock, unless a bug is planted
     */
    record Ground(
            Chores chores,
            JsonRows rows,
            EntityColumns entities,
            DailyCounts counts,
            SessionGateway sessions,
            PipelineMetrics metrics,
            Tracer tracer,
            EventLoops loops,
            PipelineSettings settings,
            SimulationJournal journal,
            BiFunction<String, MovedClock, DatabaseClock> clocks) {}

    private final Ground ground;
    private final Scenario scenario;
    private final Luck luck;
    private final Random order;
    private final SimulatedWeb web;
    private final MovedClock clock = new MovedClock();
    private final List<SimulatedReplica> sound = new ArrayList<>();
    private final List<SimulatedReplica> doubtful = new ArrayList<>();
    private long now;
    private int tick;

    private Simulation(Ground ground, Scenario scenario) {
        this.ground = ground;
        this.scenario = scenario;
        this.luck = new Luck(scenario.luck());
        this.order = new Random(scenario.luck());
        this.web = new SimulatedWeb(scenario);
    }

    /** Lets it happen; the result is what should not have. */
    static List<String> run(Ground ground, Scenario scenario) throws SQLException {
        return new Simulation(ground, scenario).run();
    }

    private List<String> run() throws SQLException {
        ground.journal().begin(scenario);
        SimulationJournal.State state = moveBy(0);
        sound.add(replica(SOUND, number -> Fate.KEPT));
        for (int i = 0; i < scenario.doubtful(); i++) {
            String name = "doubtful-" + i;
            doubtful.add(replica(name, number -> fate(name, number)));
        }
        all().forEach(SimulatedReplica::start);
        while (state.unfinished() > 0 && tick < LAST_TICK) {
            tick++;
            state = moveBy(Math.max(state.idleSeconds(), order.nextInt(SHORTEST_STEP, LONGEST_STEP + 1)));
            scenario.blows().stream().filter(blow -> blow.tick() == tick).forEach(this::deal);
            all().forEach(replica -> replica.thaw(tick));
            web.moveTo(now);
            await(all().stream().map(replica -> replica.tick(order)).toList());
        }
        end();
        return SimulationInvariants.brokenIn(ground.journal());
    }

    private List<SimulatedReplica> all() {
        List<SimulatedReplica> all = new ArrayList<>(sound);
        all.addAll(doubtful);
        return all;
    }

    private SimulatedReplica replica(String name, IntFunction<Fate> fates) {
        SimulatedLine line = new SimulatedLine(ground.sessions(), fates);
        DatabaseClock time = ground.clocks().apply(name, clock);
        SplittableRandom dice = luck.of("dice", name);
        Workshop shop = new Workshop(
                name,
                ground.settings(),
                line,
                time,
                ground.entities(),
                new Verdicts(time),
                new Leases(time),
                new Allowance(ground.counts(), time),
                ground.metrics(),
                ground.tracer(),
                dice::nextDouble,
                () -> {});
        ChoreWorkflow workflow = scenario.laned()
                ? ChoreWorkflow.laned(ground.chores(), ground.rows(), LANES_REST, web.seenBy(line))
                : ChoreWorkflow.plain(ground.chores(), ground.rows(), web.seenBy(line));
        return new SimulatedReplica(line, new Runner<>(workflow, shop, ground.loops()));
    }

    private Fate fate(String name, int number) {
        if (tick > LAST_FAULT || !luck.strikes(scenario.flaky(), "fault", name, number)) {
            return Fate.KEPT;
        }
        return faults().get(luck.of("which fault", name, number).nextInt(faults().size()));
    }

    /** A lost verdict leaves an item with a replica that is done with it, and its lane is then free by right. */
    private List<Fate> faults() {
        return scenario.laned()
                ? List.of(Fate.NOT_SENT, Fate.ROLLED_BACK, Fate.REPLY_LOST)
                : List.of(Fate.NOT_SENT, Fate.ROLLED_BACK, Fate.REPLY_LOST, Fate.COMMIT_LOST);
    }

    /** Who is killed has a successor, as under any supervisor. */
    private void deal(Blow blow) {
        if (blow.victim() >= scenario.doubtful()) {
            return;
        }
        SimulatedReplica victim = doubtful.get(blow.victim());
        if (victim.isGone()) {
            String name = "successor-" + blow.victim() + "-" + tick;
            SimulatedReplica successor = replica(name, number -> fate(name, number));
            doubtful.set(blow.victim(), successor);
            successor.start();
        } else {
            victim.suffer(blow);
        }
    }

    private SimulationJournal.State moveBy(long seconds) throws SQLException {
        settle();
        now += seconds;
        SimulationJournal.State state = ground.journal().moveTo(now);
        clock.forward(Duration.ofSeconds(seconds));
        return state;
    }

    private void settle() {
        Awaitility.await("all transactions have ended")
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> all().stream().allMatch(SimulatedReplica::isQuiet));
    }

    /** Everybody who stands still goes on, whoever is late comes with what he has, and all go home. */
    private void end() {
        all().forEach(replica -> replica.thaw(Integer.MAX_VALUE));
        web.moveTo(Long.MAX_VALUE);
        settle();
        await(all().stream().map(SimulatedReplica::drain).toList());
    }

    private static void await(List<Uni<Void>> works) {
        Uni.join().all(works).andFailFast().await().atMost(PATIENCE);
    }
}
