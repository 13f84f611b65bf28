package dev.gleaner.pipeline.chore;

import dev.gleaner.database.JsonRows;
import dev.gleaner.item.WorkItems;
import dev.gleaner.pipeline.Finished;
import dev.gleaner.pipeline.Outcome;
import dev.gleaner.pipeline.Workflow;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/**
 * Does what the test says, and writes down what it was asked to do. No bean, so that the engine of the application does
 * not run it.
 */
public final class ChoreWorkflow implements Workflow<Chore, ChoreWorkflow.Task, String> {
    /** A result that {@link #persist} throws at. */
    public static final String POISON = "poison";

    /** A result that the database refuses. */
    public static final String DIRTY = "dirty";

    /** A result as large as a sitemap with 30,000 addresses. */
    public static final String LARGE = "large";

    /** A note that {@link #taskOf} throws at. */
    public static final String UNREADABLE = "unreadable";

    private static final String WRITE = """
            insert into chore_output (chore_id, text)
            select id, text from jsonb_to_recordset(cast(cast(:rows as text) as jsonb)) as r (id uuid, text text)
            """;

    private final Chores chores;
    private final JsonRows rows;
    private final Duration rest;
    private final Function<Task, Uni<Outcome<String>>> fetch;
    private final boolean laned;
    private final Queue<Task> fetched = new ConcurrentLinkedQueue<>();

    private ChoreWorkflow(
            Chores chores, JsonRows rows, boolean laned, Duration rest, Function<Task, Uni<Outcome<String>>> fetch) {
        this.chores = chores;
        this.rows = rows;
        this.laned = laned;
        this.rest = rest;
        this.fetch = fetch;
    }

    /** What phase two is told. */
    public record Task(UUID id, String note, String lane) {}

    /** The statement's row. */
    @RegisterForReflection
    private record Row(UUID id, String text) {}

    /** One without lanes. */
    public static ChoreWorkflow plain(Chores chores, JsonRows rows, Function<Task, Uni<Outcome<String>>> fetch) {
        return new ChoreWorkflow(chores, rows, false, Duration.ZERO, fetch);
    }

    /** One with lanes that rest so long. */
    public static ChoreWorkflow laned(
            Chores chores, JsonRows rows, Duration rest, Function<Task, Uni<Outcome<String>>> fetch) {
        return new ChoreWorkflow(chores, rows, true, rest, fetch);
    }

    /** What phase two was given so far, in order. */
    public List<Task> fetched() {
        return List.copyOf(fetched);
    }

    @Override
    public String name() {
        return laned ? "laned-chore" : "chore";
    }

    @Override
    public WorkItems<Chore> shelf() {
        return chores;
    }

    @Override
    public int rows(String result) {
        return result.equals(LARGE) ? 30_000 : 1;
    }

    @Override
    public boolean isLaned() {
        return laned;
    }

    @Override
    public Duration rest(Task task) {
        return rest;
    }

    @Override
    public Task taskOf(Chore chore) {
        if (chore.note().equals(UNREADABLE)) {
            throw new IllegalArgumentException("nobody can read this");
        }
        return new Task(chore.id(), chore.note(), chore.lane());
    }

    @Override
    public Uni<Outcome<String>> fetch(Task task) {
        fetched.add(task);
        return fetch.apply(task);
    }

    @Override
    public Uni<Void> persist(List<Finished<Task, String>> batch) {
        if (batch.stream().anyMatch(it -> POISON.equals(it.result()))) {
            throw new IllegalStateException("poisoned");
        }
        List<Row> written =
                batch.stream().map(it -> new Row(it.id(), it.result())).toList();
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(WRITE)
                        .setParameter("rows", rows.of(written))
                        .executeUpdate())
                .replaceWithVoid();
    }
}
