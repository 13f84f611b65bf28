package dev.gleaner.pipeline;

import dev.gleaner.database.DatabaseClock;
import dev.gleaner.database.EntityColumns;
import dev.gleaner.database.SessionGateway;
import dev.gleaner.fixture.DatabaseAddress;
import dev.gleaner.pipeline.chore.Chore;
import dev.gleaner.pipeline.chore.Chores;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What one claim and one writing of verdicts cost in a table of a given size, by the statements of the engine. */
@Singleton
public final class ClaimCost {
    /** How many items a claim takes: all of its lanes together. */
    public static final int BATCH = 100;

    private static final int LANES = 100;
    private static final int DEPTH = 5;
    private static final int TAKEN = BATCH / DEPTH;

    /** Whoever is first among so many is not yet warm. */
    private static final int WARM_UP = 5;

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String REPLICA = "bench";

    private final Chores chores;
    private final SessionGateway sessions;
    private final DatabaseClock clock;
    private final EntityColumns entities;

    ClaimCost(Chores chores, SessionGateway sessions, DatabaseClock clock, EntityColumns entities) {
        this.chores = chores;
        this.sessions = sessions;
        this.clock = clock;
        this.entities = entities;
    }

    /**
     * The times of some batches.
     *
     * @param claims milliseconds of each claim
     * @param persists milliseconds of each writing
     */
    public record Costs(List<Double> claims, List<Double> persists) {}

    /** Half of the rows are done, a quarter waits, a quarter waits in a hundred lanes. */
    public void fill(int rows, DatabaseAddress superuser) throws SQLException {
        List<String> indexes = List.of(superuser
                .ask("select string_agg(pg_get_indexdef(indexrelid), ';') from pg_index"
                        + " where indrelid = cast('chore' as regclass) and not indisprimary")
                .split(";"));
        List<String> names = List.of(superuser
                .ask("select string_agg(cast(cast(indexrelid as regclass) as text), ',') from pg_index"
                        + " where indrelid = cast('chore' as regclass) and not indisprimary")
                .split(","));
        List<String> statements = new ArrayList<>(List.of(
                "set maintenance_work_mem = '512MB'",
                "truncate chore, chore_output, attempt, lane",
                "drop index " + String.join(", ", names),
                "insert into chore (tenant, lane, note, curation_status, processing_status, next_attempt_at, created_at)"
                        + " select 'acme', case when n % 4 = 1 then 'lane-' || (n / 4) % " + LANES
                        + " else '' end, 'noop',"
                        + " 'SELECTED', case when n % 4 < 2 then 'QUEUED' else 'COMPLETE' end,"
                        + " case when n % 4 < 2 then now() - interval '1 day' + n * interval '1 ms' end,"
                        + " now() - interval '1 day' + n * interval '1 ms' from generate_series(1, " + rows + ") n"));
        statements.addAll(indexes);
        statements.add("vacuum analyze chore");
        statements.add("checkpoint");
        superuser.execute(statements.toArray(String[]::new));
    }

    /** Claims and completes so many batches. */
    public Costs measure(boolean laned, int batches) {
        NoOp workflow = new NoOp(chores, laned, id -> {});
        WorkflowSettings settings = GleanerEngine.settings(
                        Map.of("batch", Integer.toString(BATCH), "lane-depth", Integer.toString(DEPTH)))
                .of(workflow.name());
        Claims<Chore> claims = new Claims<>(workflow, settings, clock, entities, REPLICA);
        RetryPolicy retries = new RetryPolicy(settings, () -> 0.5);
        Costs costs = new Costs(new ArrayList<>(), new ArrayList<>());
        for (int i = -WARM_UP; i < batches; i++) {
            long begun = System.nanoTime();
            List<Claimed<UUID>> items = transaction(() -> claims.claim(laned ? TAKEN : BATCH)
                    .map(taken -> taken.stream()
                            .map(item -> Claimed.of(item, item.id()))
                            .toList()));
            long claimed = System.nanoTime();
            if (items.size() != BATCH) {
                throw new IllegalStateException(items.size() + " items were claimed");
            }
            List<Verdict> verdicts = items.stream()
                    .map(item -> retries.verdict(item, new Outcome.Done<>("done")))
                    .toList();
            transaction(() -> new Verdicts(clock).write(workflow, REPLICA, verdicts));
            long written = System.nanoTime();
            if (laned) {
                transaction(() -> new Leases(clock).freeLanes(REPLICA, lanesOf(items)));
            }
            if (i >= 0) {
                costs.claims().add((claimed - begun) / 1e6);
                costs.persists().add((written - claimed) / 1e6);
            }
        }
        return costs;
    }

    private static Map<String, LaneRest> lanesOf(List<Claimed<UUID>> items) {
        return items.stream()
                .collect(Collectors.toMap(
                        Claimed::lane, item -> new LaneRest(item.at(), Duration.ZERO), (one, other) -> one));
    }

    private <T> T transaction(Supplier<Uni<T>> work) {
        return sessions.inTransaction("bench", work).await().atMost(PATIENCE);
    }
}
