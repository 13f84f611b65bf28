package dev.gleaner.workflow.sitemap;

import dev.gleaner.address.WebUrl;
import dev.gleaner.vocabulary.SitemapKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gathers the entries of one document, each address once, up to the limit. */
final class Harvest {
    /**
     * By so many characters relative addresses may become longer: a document of a megabyte may name fifty thousand of them
     * relative to one of two thousand characters.
     */
    private static final long MOST_ADDED = 16_000_000;

    private final int maxEntries;
    private final WebUrl base;
    private final Map<WebUrl, SitemapEntry> entries = new LinkedHashMap<>();
    private long added;
    private int rejected;
    private int duplicates;
    private Extensions extensions = Extensions.NONE;
    private boolean truncated;

    /** The base is where the document came from: some write their addresses relative to it. */
    Harvest(int maxEntries, WebUrl base) {
        this.maxEntries = maxEntries;
        this.base = base;
    }

    void add(EntryDraft draft) {
        draft.entry(base).ifPresentOrElse(entry -> add(entry, draft), this::reject);
    }

    private void add(SitemapEntry entry, EntryDraft draft) {
        added += Math.max(0, entry.url().toString().length() - draft.length());
        if (added > MOST_ADDED) {
            truncated = true;
        } else {
            add(entry);
        }
    }

    void add(SitemapEntry entry) {
        if (entries.containsKey(entry.url())) {
            duplicates++;
        } else if (entries.size() >= maxEntries) {
            truncated = true;
        } else {
            entries.put(entry.url(), entry);
        }
    }

    /** Counts something that should have been an address. */
    void reject() {
        rejected++;
    }

    /** Counts what is said beside the addresses. */
    void count(Extensions more) {
        extensions = extensions.plus(more);
    }

    /** Whether there is no use in reading on. */
    boolean isTruncated() {
        return truncated;
    }

    SitemapDocument document(SitemapKind kind, long bytes, Optional<String> problem) {
        return new SitemapDocument(
                kind, List.copyOf(entries.values()), rejected, duplicates, extensions, bytes, truncated, problem);
    }
}
