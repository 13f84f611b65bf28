package dev.gleaner.pipeline.chore;

import dev.gleaner.item.WorkItems;
import jakarta.enterprise.context.ApplicationScoped;

/** The shelf of chores. */
@ApplicationScoped
public class Chores implements WorkItems<Chore> {
    @Override
    public Class<Chore> itemType() {
        return Chore.class;
    }

    @Override
    public String table() {
        return "chore";
    }
}
