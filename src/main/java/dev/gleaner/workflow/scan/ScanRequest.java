package dev.gleaner.workflow.scan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.gleaner.vocabulary.PageSelection;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;

/**
 * What to scan.
 *
 * @param domain a name, or any address of the site
 * @param maxPages how many pages to take at most, 1,000 if not given
 * @param selectPages which of them to read, all if not given
 */
@RegisterForReflection
record ScanRequest(
        @NotBlank String domain, @Min(1) @Max(100_000) int maxPages, PageSelection selectPages) {

    @JsonCreator
    static ScanRequest of(
            @JsonProperty("domain") String domain,
            @JsonProperty("maxPages") Integer maxPages,
            @JsonProperty("selectPages") PageSelection selectPages) {
        return new ScanRequest(
                domain, maxPages == null ? 1000 : maxPages, selectPages == null ? PageSelection.ALL : selectPages);
    }
}
