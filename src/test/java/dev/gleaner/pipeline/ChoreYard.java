package dev.gleaner.pipeline;

import dev.gleaner.database.DatabaseClock;
import dev.gleaner.database.JsonRows;
import dev.gleaner.database.SessionGateway;
import dev.gleaner.fixture.DatabaseAddress;
import dev.gleaner.fixture.GleanerDatabase;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Sets up runners by hand, each as a replica of its own, and looks behind their backs. */
@ApplicationScoped
class ChoreYard {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final SessionGateway sessions;
    private final JsonRows rows;
    private final PipelineMetrics metrics;
    private final EventLoops loops;
    private final Chores chores;
    private final DatabaseAddress database = GleanerDatabase.shared().direct();
    private final List<Runner<?, ?, ?>> running = new CopyOnWriteArrayList<>();

    /** How far the tests' clock runs ahead of the database's. */
    private volatile Duration ahead = Duration.ZERO;

    private final DatabaseClock clock = new DatabaseClock() {
        @Override
        public String now() {
            return "(now() + interval '" + ahead.toMillis() + " milliseconds')";
        }
    };

    ChoreYard(SessionGateway sessions, JsonRows rows, PipelineMetrics metrics, EventLoops loops, Chores chores) {
        this.sessions = sessions;
        this.rows = rows;
        this.metrics = metrics;
        this.loops = loops;
        this.chores = chores;
    }

    Chores chores() {
        return chores;
    }

    SessionGateway sessions() {
        return sessions;
    }

    /** An empty yard at the present time. */
    void clear() throws SQLException {
        running.clear();
        ahead = Duration.ZERO;
        database.execute(
                "delete from chore_output",
                "delete from chore",
                "delete from lane",
                "delete from pipeline",
                "delete from attempt where workflow = 'chore'");
    }

    void moveClock(Duration by) {
        ahead = ahead.plus(by);
    }

    /** The real settings with their real defaults and no jitter, and what a test changes of them. */
    static PipelineSettings settings(Map<String, String> changes) {
        Map<String, String> values = new HashMap<>(Map.of("gleaner.pipeline.jitter", "0"));
        changes.forEach((key, value) -> values.put("gleaner.pipeline." + key, value));
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .addDefaultInterceptors()
                .withMapping(PipelineSettings.class)
                .withDefaultValues(values)
                .build()
                .getConfigMapping(PipelineSettings.class);
    }

    Workshop shop(String replica, Map<String, String> changes) {
        return new Workshop(
                replica,
                settings(changes),
                sessions,
                clock,
                new Verdicts(clock, rows),
                new Leases(clock),
                metrics,
                () -> 0.5,
                this::tick);
    }

    /** A runner that has begun to claim. */
    Runner<Chore, ChoreWorkflow.Task, String> start(
            String replica, ChoreWorkflow workflow, Map<String, String> changes) {
        Runner<Chore, ChoreWorkflow.Task, String> runner = new Runner<>(workflow, shop(replica, changes), loops);
        running.add(runner);
        runner.start();
        return runner;
    }

    /** A runner that claims nothing. */
    Runner<?, ?, ?> idle(String replica, ChoreWorkflow workflow) {
        return new Runner<>(workflow, shop(replica, Map.of()), loops);
    }

    /** What the scheduler does once a second. */
    void tick() {
        running.forEach(Runner::nudge);
    }

    /** Ends the runners, so that the next test has the queue for itself. */
    void stop() {
        running.forEach(runner -> await(runner.drain(Duration.ofMillis(50))));
        running.clear();
    }

    /** Claims by hand, as a replica that will not be heard of again. */
    List<Chore> claim(String replica, ChoreWorkflow workflow, int slots, Map<String, String> changes) {
        return claim(new Claims<>(workflow, settings(changes).of("chore"), clock, replica), slots);
    }

    Claims<Chore> claims(String replica, ChoreWorkflow workflow, Map<String, String> changes) {
        return new Claims<>(workflow, settings(changes).of("chore"), clock, replica);
    }

    List<Chore> claim(Claims<Chore> claims, int slots) {
        return await(sessions.inTransaction("a test's claim", () -> claims.claim(slots)));
    }

    static <V> V await(Uni<V> uni) {
        return uni.await().atMost(PATIENCE);
    }

    /** Queues so many chores, named by their number, in the lane that the SQL expression of {@code n} says. */
    void queue(int count, String lane) throws SQLException {
        queue(count, lane, 1);
    }

    void queue(int count, String lane, int priority) throws SQLException {
        database.execute("insert into chore (tenant, name, lane, priority, curation_status, processing_status,"
                + " next_attempt_at, created_at) select 'default', cast(n as text), " + lane + ", " + priority
                + ", 'SELECTED', 'QUEUED', now() - interval '1 hour' + n * interval '1 microsecond', now()"
                + " from generate_series(1, " + count + ") n");
    }

    int count(String where) throws SQLException {
        return Integer.parseInt(ask("select count(*) from chore where " + where));
    }

    String ask(String sql) throws SQLException {
        return database.ask(sql);
    }

    void execute(String... sql) throws SQLException {
        database.execute(sql);
    }

    /** How PostgreSQL would run a statement. */
    String explain(String sql) throws SQLException {
        StringBuilder plan = new StringBuilder();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet lines = statement.executeQuery("explain " + sql)) {
            while (lines.next()) {
                plan.append(lines.getString(1)).append('\n');
            }
        }
        return plan.toString();
    }
}
