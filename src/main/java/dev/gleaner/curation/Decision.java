package dev.gleaner.curation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.gleaner.http.Condition;
import dev.gleaner.vocabulary.CurationStatus;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a person decides, for which items: by {@code ids}, or by {@code filter}; an empty filter needs {@code all}.
 *
 * @param curationStatus the decision
 * @param ids the items
 * @param filter the items, by the fields of their list
 * @param all confirms that an empty filter is meant
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Decision<F extends Filter>(
        @NotNull CurationStatus curationStatus,
        @Schema(nullable = true) List<UUID> ids,
        F filter,
        Boolean all) {

    /** The decision for exactly these items. */
    public static Decision<Filter> of(CurationStatus status, Collection<UUID> ids) {
        return new Decision<>(status, List.copyOf(ids), null, null);
    }

    /** Which rows are meant. */
    Condition items(String tenant) {
        return Chosen.of(tenant, ids, filter, all);
    }
}
