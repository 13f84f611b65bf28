package dev.gleaner.workflow.sitemap;

import dev.gleaner.vocabulary.SitemapKind;
import java.util.List;
import java.util.Optional;

/**
 * A sitemap as it was read, or as much of it as could be.
 *
 * @param kind what it is, by its content
 * @param entries the addresses in their order, each once
 * @param rejected how many places should have had a web address and had none
 * @param duplicates how many entries repeated an address
 * @param extensions what it says beside its addresses
 * @param bytes how many bytes were read, unpacked
 * @param truncated whether it has more entries than the limit
 * @param problem what is wrong with the document, if it is broken somewhere
 */
public record SitemapDocument(
        SitemapKind kind,
        List<SitemapEntry> entries,
        int rejected,
        int duplicates,
        Extensions extensions,
        long bytes,
        boolean truncated,
        Optional<String> problem) {

    SitemapDocument with(Optional<String> otherProblem) {
        return new SitemapDocument(kind, entries, rejected, duplicates, extensions, bytes, truncated, otherProblem);
    }
}
