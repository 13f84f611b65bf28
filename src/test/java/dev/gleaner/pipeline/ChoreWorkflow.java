package dev.gleaner.pipeline;

import dev.gleaner.item.WorkItems;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/** A workflow whose second phase is whatever a test says. No bean, so that the service's own engine does not run it. */
final class ChoreWorkflow implements Workflow<Chore, ChoreWorkflow.Task, String> {

    /** What phase two is given. */
    record Task(UUID id, String name, String lane) {}

    private final WorkItems<Chore> shelf;
    private final boolean laned;
    private final Duration rest;
    private final Function<Task, Uni<Outcome<String>>> work;

    /** The names of the chores that were begun, in order. */
    final Queue<String> begun = new ConcurrentLinkedQueue<>();

    private ChoreWorkflow(
            WorkItems<Chore> shelf, boolean laned, Duration rest, Function<Task, Uni<Outcome<String>>> work) {
        this.shelf = shelf;
        this.laned = laned;
        this.rest = rest;
        this.work = work;
    }

    static ChoreWorkflow plain(WorkItems<Chore> shelf, Function<Task, Uni<Outcome<String>>> work) {
        return new ChoreWorkflow(shelf, false, Duration.ZERO, work);
    }

    static ChoreWorkflow laned(WorkItems<Chore> shelf, Duration rest, Function<Task, Uni<Outcome<String>>> work) {
        return new ChoreWorkflow(shelf, true, rest, work);
    }

    @Override
    public String name() {
        return "chore";
    }

    @Override
    public WorkItems<Chore> shelf() {
        return shelf;
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
        return new Task(chore.id(), chore.name, chore.lane());
    }

    @Override
    public Uni<Outcome<String>> fetch(Task task) {
        begun.add(task.name());
        return work.apply(task);
    }

    @Override
    public Uni<Void> persist(List<Finished<Task, String>> batch) {
        return Multi.createFrom()
                .iterable(batch)
                .onItem()
                .transformToUniAndConcatenate(this::write)
                .collect()
                .asList()
                .replaceWithVoid();
    }

    /** The database refuses the result “unwritable”; “poison” fails before it is asked. */
    private Uni<Integer> write(Finished<Task, String> finished) {
        if (finished.result().equals("poison")) {
            throw new IllegalArgumentException("poison");
        }
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "insert into chore_output (chore_id, result) values (:id, cast(:result as text))"
                                        + " on conflict (chore_id) do update set runs = chore_output.runs + 1")
                        .setParameter("id", finished.id())
                        .setParameter("result", finished.result())
                        .executeUpdate());
    }
}
