package dev.gleaner.curation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.gleaner.http.Condition;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Which failed items are to be tried again: by {@code ids}, or by {@code filter}; an empty filter needs {@code all}.
 *
 * @param ids the items
 * @param filter the items, by the fields of their list
 * @param all confirms that an empty filter is meant
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Requeue<F extends Filter>(
        @Schema(nullable = true) List<UUID> ids, F filter, Boolean all) {

    /** Which rows are meant. */
    Condition items(String tenant) {
        return Chosen.of(tenant, ids, filter, all);
    }
}
