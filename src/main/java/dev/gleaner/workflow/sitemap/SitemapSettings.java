package dev.gleaner.workflow.sitemap;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How far sitemaps are looked for, followed and read. Together they bound what one site can cost. */
@ConfigMapping(prefix = "gleaner.sitemap")
public interface SitemapSettings {
    /** How long a survey looks for sitemaps; what it found by then counts. */
    @WithDefault("90s")
    Duration discoveryTime();

    /** How deep an index may nest before its children are no longer followed. */
    @WithDefault("5")
    @Min(0)
    @Max(20)
    int maxNesting();

    /**
     * How long the children of an index are followed, those of its child indexes included. An index that is reached later
     * says so, and its children are not followed.
     */
    @WithDefault("1d")
    Duration indexTime();

    /** How many sitemaps of one site are followed. */
    @WithDefault("10000")
    @Min(1)
    @Max(1000000)
    int maxPerSite();

    /** How many addresses of one sitemap are kept: what sitemaps.org allows. The rest is cut off, and the sitemap says so. */
    @WithDefault("50000")
    @Min(1)
    @Max(1000000)
    int maxEntries();

    /**
     * The largest sitemap, unpacked: twice what sitemaps.org allows. What travels is bounded by
     * {@code gleaner.fetch.sitemap-max-bytes} and {@code -deadline}.
     */
    @WithDefault("100M")
    MemorySize maxBytes();

    /** Whether a selected page is read again when an import says that it has changed since it was read. */
    @WithDefault("true")
    boolean requeueChanged();
}
