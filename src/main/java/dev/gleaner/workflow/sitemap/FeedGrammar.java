package dev.gleaner.workflow.sitemap;

import dev.gleaner.vocabulary.SitemapKind;
import java.util.Set;

/** RSS 0.9 to 2.0 and Atom, read for the addresses of their articles. */
final class FeedGrammar implements Grammar {
    private static final Set<String> UPDATED = Set.of("updated", "modified");
    private static final Set<String> PUBLISHED = Set.of("pubdate", "published", "date", "issued");

    private final Harvest harvest;
    private EntryDraft draft = new EntryDraft();

    FeedGrammar(Harvest harvest) {
        this.harvest = harvest;
    }

    @Override
    public boolean isEntry(Tag tag) {
        return tag.name().equals("item") || tag.name().equals("entry");
    }

    /** Dates count under every prefix ({@code dc:date}); a link of another one ({@code atom:link}) is something else. */
    @Override
    public boolean isValue(Tag tag, Tag entry) {
        boolean own = tag.prefix().equals(entry.prefix());
        return UPDATED.contains(tag.name())
                || PUBLISHED.contains(tag.name())
                || own && (tag.name().equals("link") || tag.name().equals("guid"));
    }

    @Override
    public void value(Tag tag, Tag entry, String text) {
        if (tag.name().equals("link")) {
            link(tag, text);
        } else if (tag.name().equals("guid")) {
            permanentLink(tag, text);
        } else if (UPDATED.contains(tag.name())) {
            draft.modified(text);
        } else {
            draft.modifiedAtLeast(text);
        }
    }

    /** RSS writes the address as text, Atom as an attribute; of Atom's many links the alternate is the article. */
    private void link(Tag tag, String text) {
        String relation = tag.attribute("rel");
        String address = tag.attribute("href").isBlank() ? text : tag.attribute("href");
        if (!address.isBlank() && (relation.isEmpty() || relation.equalsIgnoreCase("alternate"))) {
            draft.locateFirst(address);
        }
    }

    private void permanentLink(Tag tag, String text) {
        boolean isAddress = text.strip().regionMatches(true, 0, "http", 0, 4);
        if (isAddress && !tag.attribute("ispermalink").equalsIgnoreCase("false")) {
            draft.locateOtherwise(text);
        }
    }

    @Override
    public void endEntry(Tag entry) {
        harvest.add(draft);
        draft = new EntryDraft();
    }

    @Override
    public SitemapKind kind() {
        return SitemapKind.FEED;
    }
}
