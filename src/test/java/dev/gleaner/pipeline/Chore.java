package dev.gleaner.pipeline;

import dev.gleaner.item.WorkItem;
import jakarta.persistence.Entity;

/** An item of the smallest room there can be. */
@Entity
public class Chore extends WorkItem {
    String name;

    /** For Hibernate. */
    protected Chore() {}
}
