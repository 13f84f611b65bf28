package dev.gleaner.curation;

import dev.gleaner.item.ItemError;
import dev.gleaner.item.WorkItem;
import dev.gleaner.vocabulary.CurationStatus;
import dev.gleaner.vocabulary.ProcessingStatus;
import dev.gleaner.vocabulary.Step;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What every processable item shows: both statuses, its attempts, its error. */
@RegisterForReflection
public record ItemView(
        CurationStatus curationStatus,
        ProcessingStatus processingStatus,
        int attempts,
        int maxAttempts,
        Instant nextAttemptAt,
        ErrorView error,
        Instant createdAt,
        Instant updatedAt) {

    /** Why the last attempt failed. */
    @RegisterForReflection
    @Schema(name = "ItemError")
    public record ErrorView(String code, String message, Step step, Instant at) {

        /** The view of an error; null for none. */
        public static ErrorView of(ItemError error) {
            return error == null ? null : new ErrorView(error.code().code(), error.message(), error.step(), error.at());
        }
    }

    /** The view of an item whose workflow tries so often. */
    public static ItemView of(WorkItem item, int maxAttempts) {
        return new ItemView(
                item.curationStatus(),
                item.processingStatus(),
                item.attempts(),
                maxAttempts,
                item.nextAttemptAt().orElse(null),
                ErrorView.of(item.error().orElse(null)),
                item.createdAt(),
                item.updatedAt());
    }
}
