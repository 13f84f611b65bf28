package dev.gleaner.curation;

import dev.gleaner.http.Condition;
import dev.gleaner.vocabulary.ProcessingStatus;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which items the machine has got how far with. The status is spelled out and no parameter, for PostgreSQL has to see which
 * index answers: what is in flight is found by its lease, everything else by an index that leaves out what is in flight,
 * so that a claim need not write into it.
 */
public final class Processed {
    private Processed() {}

    /** The items of this status; everything, if there is none, which is how an absent filter arrives. */
    public static Condition to(@Nullable ProcessingStatus status) {
        if (status == null) {
            return Condition.everything();
        }
        String is = "processingStatus = " + ProcessingStatus.class.getName() + "." + status.name();
        return Condition.of(status == ProcessingStatus.PROCESSING ? is + " and leaseUntil is not null" : is, Map.of());
    }
}
