package dev.gleaner.workflow.site;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * Addresses that a person submits.
 *
 * @param urls one address each
 * @param select whether to queue them at once; not if it is left out
 */
@RegisterForReflection
public record UrlSubmission(
        @NotNull @Size(min = 1, max = 1000) List<@NotNull String> urls, boolean select) {

    @JsonCreator
    static UrlSubmission of(@JsonProperty("urls") List<String> urls, @JsonProperty("select") Boolean select) {
        return new UrlSubmission(urls, Boolean.TRUE.equals(select));
    }
}
