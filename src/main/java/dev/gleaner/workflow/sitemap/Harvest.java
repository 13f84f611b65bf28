package dev.gleaner.workflow.sitemap;

import dev.gleaner.address.WebUrl;
import dev.gleaner.vocabulary.SitemapKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gathers the entries of one document, each address once, up to the limit. */
final class Harvest {
    private final int maxEntries;
    private final WebUrl base;
    private final Map<WebUrl, SitemapEntry> entries = new LinkedHashMap<>();
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
        draft.entry(base).ifPresentOrElse(this::add, this::reject);
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
