package dev.gleaner.pipeline;

import dev.gleaner.item.WorkItems;
import dev.gleaner.pipeline.chore.Chore;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** A workflow whose work is nothing, so that what is left is the engine's. */
final class NoOp implements Workflow<Chore, UUID, String> {
    private final WorkItems<Chore> chores;
    private final boolean laned;
    private final Consumer<UUID> fetched;

    /** Tells of each fetch. */
    NoOp(WorkItems<Chore> chores, boolean laned, Consumer<UUID> fetched) {
        this.chores = chores;
        this.laned = laned;
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
    public boolean isLaned() {
        return laned;
    }

    @Override
    public UUID taskOf(Chore chore) {
        return chore.id();
    }

    @Override
    public Uni<Outcome<String>> fetch(UUID task) {
        fetched.accept(task);
        return Uni.createFrom().item(new Outcome.Done<>("done"));
    }

    @Override
    public Uni<Void> persist(List<Finished<UUID, String>> batch) {
        return Uni.createFrom().voidItem();
    }
}
