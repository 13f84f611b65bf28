package dev.gleaner.workflow.sitemap;

/**
 * How much of one sitemap is read.
 *
 * @param maxEntries most addresses that are kept; the rest is cut off and the document says so
 * @param maxBytes most bytes after unpacking, also those between two layers of gzip; a larger document is refused
 * @param maxDepth deepest nesting of elements
 */
public record SitemapLimits(int maxEntries, long maxBytes, int maxDepth) {

    /** Deeper than any sitemap nests its elements, and no more than a stack bears. */
    private static final int MAX_DEPTH = 256;

    /** What the operator allows. */
    static SitemapLimits of(SitemapSettings settings) {
        return new SitemapLimits(settings.maxEntries(), settings.maxBytes().asLongValue(), MAX_DEPTH);
    }

    /** Twice what sitemaps.org allows in bytes (50 MB), exactly what it allows in addresses. */
    public static SitemapLimits defaults() {
        return new SitemapLimits(50_000, 100L * 1024 * 1024, MAX_DEPTH);
    }
}
