package dev.gleaner.pipeline;

import dev.gleaner.item.WorkItems;
import dev.gleaner.pipeline.chore.Chore;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;

/** A workflow whose work is nothing, so that what is left is the engine's. */
final class NoOp implements Workflow<Chore, UUID, String> {
    private final WorkItems<Chore> chores;
    private final CountDownLatch fetched;

    NoOp(WorkItems<Chore> chores, CountDownLatch fetched) {
        this.chores = chores;
        this.fetched = fetched;
    }

    @Override
    public String name() {
        return "chore";
    }

    @Override
    public WorkItems<Chore> shelf() {
        return chores;
    }

    @Override
    public UUID taskOf(Chore chore) {
        return chore.id();
    }

    @Override
    public Uni<Outcome<String>> fetch(UUID task) {
        fetched.countDown();
        return Uni.createFrom().item(new Outcome.Done<>("done"));
    }

    @Override
    public Uni<Void> persist(List<Finished<UUID, String>> batch) {
        return Uni.createFrom().voidItem();
    }
}
