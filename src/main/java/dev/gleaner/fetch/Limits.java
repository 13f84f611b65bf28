package dev.gleaner.fetch;

import dev.gleaner.vocabulary.FetchPurpose;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * How much one fetch may take.
 *
 * @param deadline all its exchanges together, waiting for turns not counted
 * @param maxBytes the body, content encoding removed
 * @param inMemory how much of it may lie in memory
 * @param truncates whether a larger body is cut instead of refused
 */
record Limits(Duration deadline, long maxBytes, long inMemory, boolean truncates) {
    /** As much as tells what something is. */
    private static final long PROBE_BYTES = 64 * 1024;

    private static final long LARGEST_ARRAY = 1L << 30;

    static Limits of(FetchPurpose purpose, FetchSettings settings) {
        return switch (purpose) {
            case PAGE ->
                new Limits(
                        settings.pageDeadline(),
                        settings.pageMaxBytes().asLongValue(),
                        settings.spoolThreshold().asLongValue(),
                        false);
            case ROBOTS, KEYS ->
                inMemory(settings.robotsDeadline(), settings.robotsMaxBytes().asLongValue(), true);
            case PROBE -> inMemory(settings.robotsDeadline(), PROBE_BYTES, true);
            case SITEMAP ->
                new Limits(
                        settings.sitemapDeadline(),
                        settings.sitemapMaxBytes().asLongValue(),
                        settings.spoolThreshold().asLongValue(),
                        false);
            case PRICES ->
                new Limits(
                        settings.pricesDeadline(),
                        settings.pricesMaxBytes().asLongValue(),
                        settings.spoolThreshold().asLongValue(),
                        false);
        };
    }

    static boolean inMemoryBodiesFit(FetchSettings settings) {
        return Stream.of(
                        settings.pageMaxBytes(),
                        settings.robotsMaxBytes(),
                        settings.spoolThreshold(),
                        settings.maxHeaderBytes())
                .allMatch(size -> size.asLongValue() > 0 && size.asLongValue() <= LARGEST_ARRAY);
    }

    private static Limits inMemory(Duration deadline, long maxBytes, boolean truncates) {
        return new Limits(deadline, maxBytes, maxBytes, truncates);
    }
}
