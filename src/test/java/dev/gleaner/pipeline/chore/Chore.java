package dev.gleaner.pipeline.chore;

import dev.gleaner.item.WorkItem;
import jakarta.persistence.Entity;

/** Something to do for the engine under test. */
@Entity
public class Chore extends WorkItem {
    String note;

    /** For Hibernate. */
    protected Chore() {}

    /** What tests tell chores apart by. */
    public String note() {
        return note;
    }
}
