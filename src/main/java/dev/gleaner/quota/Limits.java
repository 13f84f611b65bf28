package dev.gleaner.quota;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant may use; 0 is any number. As a wish, what is not given is left to the settings.
 *
 * @param domains how many there may be
 * @param pagesPerDay how many pages are read in a day
 * @param fetchesPerDay how many surveys, imports, pages and retrievals are begun in a day
 */
@RegisterForReflection
public record Limits(
        @Min(0) @Nullable Long domains,
        @Min(0) @Nullable Long pagesPerDay,
        @Min(0) @Nullable Long fetchesPerDay) {}
