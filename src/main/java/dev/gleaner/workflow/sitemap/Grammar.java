package dev.gleaner.workflow.sitemap;

import dev.gleaner.vocabulary.SitemapKind;

/** What the elements of one family of XML documents mean. One instance reads one document. */
interface Grammar {

    /** The grammar for a kind that is written in XML. */
    static Grammar of(SitemapKind kind, Harvest harvest) {
        return kind == SitemapKind.FEED ? new FeedGrammar(harvest) : new SitemapGrammar(kind, harvest);
    }

    /** Whether an element holds what is said about one address. */
    boolean isEntry(Tag tag);

    /** Whether the text of an element in an entry matters. */
    boolean isValue(Tag tag, Tag entry);

    /** An element begins in an entry; what is no value may still be worth counting. */
    default void seen(Tag tag) {}

    /** Takes an element for which {@link #isValue} said yes. */
    void value(Tag tag, Tag entry, String text);

    /** Ends an entry, also one that the document forgot to end. */
    void endEntry(Tag entry);

    /** The kind of document, after reading it. */
    SitemapKind kind();
}
