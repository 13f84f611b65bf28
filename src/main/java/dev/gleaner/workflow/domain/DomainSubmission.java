package dev.gleaner.workflow.domain;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * Domains that a person submits.
 *
 * @param domains a name or any address of the site, each
 * @param select whether to queue them at once; not if it is left out
 */
@RegisterForReflection
record DomainSubmission(@NotNull @Size(min = 1, max = 1000) List<@NotNull String> domains, boolean select) {

    @JsonCreator
    static DomainSubmission of(@JsonProperty("domains") List<String> domains, @JsonProperty("select") Boolean select) {
        return new DomainSubmission(domains, Boolean.TRUE.equals(select));
    }
}
