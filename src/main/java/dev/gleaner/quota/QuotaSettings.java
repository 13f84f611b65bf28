package dev.gleaner.quota;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;

/** What a tenant may use that has no quota of its own. */
@ConfigMapping(prefix = "gleaner.quota")
public interface QuotaSettings {
    /** How many domains a tenant may have; 0 for any number. */
    @WithDefault("0")
    @Min(0)
    long domains();

    /** How many pages of a tenant are read in a day (UTC), attempts counted; 0 for any number. */
    @WithDefault("0")
    @Min(0)
    long pagesPerDay();

    /** How many surveys, imports, pages and retrievals of a tenant are begun in a day (UTC); 0 for any number. */
    @WithDefault("0")
    @Min(0)
    long fetchesPerDay();
}
