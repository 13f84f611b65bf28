package dev.gleaner.workflow.sitemap;

import dev.gleaner.vocabulary.SitemapKind;
import java.util.Set;

/**
 * The XML of sitemaps.org. Some sites put {@code url} into a {@code sitemapindex} or {@code sitemap} into a {@code
 * urlset}: the first entry with an address decides what the document is, and the other sort is rejected.
 */
final class SitemapGrammar implements Grammar {
    private static final Set<String> VALUES = Set.of("loc", "lastmod", "changefreq", "priority");

    private final Harvest harvest;
    private SitemapKind kind;
    private boolean certain;
    private EntryDraft draft = new EntryDraft();

    SitemapGrammar(SitemapKind kind, Harvest harvest) {
        this.kind = kind;
        this.harvest = harvest;
    }

    @Override
    public boolean isEntry(Tag tag) {
        return tag.name().equals("url") || tag.name().equals("sitemap");
    }

    /** Extensions live under other prefixes: {@code image:loc} is no page. */
    @Override
    public boolean isValue(Tag tag, Tag entry) {
        return VALUES.contains(tag.name()) && tag.prefix().equals(entry.prefix());
    }

    @Override
    public void seen(Tag tag) {
        if (!tag.prefix().isEmpty()) {
            switch (tag.name()) {
                case "image" -> harvest.count(new Extensions(1, 0, 0, 0));
                case "video" -> harvest.count(new Extensions(0, 1, 0, 0));
                case "news" -> harvest.count(new Extensions(0, 0, 1, 0));
                case "link" -> harvest.count(new Extensions(0, 0, 0, 1));
                default -> {}
            }
        }
    }

    @Override
    public void value(Tag tag, Tag entry, String text) {
        switch (tag.name()) {
            case "loc" -> locate(entry, text);
            case "lastmod" -> draft.modified(text);
            case "changefreq" -> draft.changes(text);
            default -> draft.weigh(text);
        }
    }

    /** A second address is the next entry, whose tags somebody forgot. */
    private void locate(Tag entry, String text) {
        if (text.isBlank()) {
            return;
        }
        if (draft.isLocated()) {
            endEntry(entry);
        }
        draft.locate(text);
    }

    @Override
    public void endEntry(Tag entry) {
        SitemapKind sort = entry.name().equals("url") ? SitemapKind.URLSET : SitemapKind.INDEX;
        if (!certain && draft.isLocated()) {
            kind = sort;
            certain = true;
        }
        if (certain && sort != kind) {
            harvest.reject();
        } else {
            harvest.add(draft);
        }
        draft = new EntryDraft();
    }

    @Override
    public SitemapKind kind() {
        return kind;
    }
}
