package dev.gleaner.http;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What became of submitted rows. */
public interface Receipt {
    /** One by one, in the order of the rows. */
    List<? extends Result> results();

    /** How many are new. */
    long created();

    /** How many were known. */
    long existing();

    /** How many could not be understood. */
    long invalid();

    /** How many went to the queue. */
    long queued();

    /** The rows that they mean, new ones and known ones. */
    default List<UUID> ids() {
        return results().stream()
                .map(Result::id)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /** What became of one row. */
    interface Result {
        /** The row that it means, null if it could not be understood. */
        @Nullable
        UUID id();
    }
}
