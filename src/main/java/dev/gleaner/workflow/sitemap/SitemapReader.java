package dev.gleaner.workflow.sitemap;

import dev.gleaner.address.WebUrl;
import dev.gleaner.fetch.Content;
import dev.gleaner.vocabulary.ErrorCode;
import dev.gleaner.vocabulary.SitemapKind;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.zip.ZipException;

/**
 * Reads sitemaps: index, urlset, feed or text, packed or not. A stream from end to end, so memory grows with the entries
 * that are kept and not with the document. Decides nothing about the addresses: whether they belong to the site, and
 * whether an index names itself, is for the workflow to judge.
 */
public final class SitemapReader {
    private final SitemapLimits limits;

    /** A reader can be used by many threads at once. */
    public SitemapReader(SitemapLimits limits) {
        this.limits = limits;
    }

    /** Something that can be read from the start more than once. */
    @FunctionalInterface
    interface Source {
        InputStream open() throws IOException;
    }

    /**
     * Reads a content that came from an address. Blocking: for a worker thread. The content stays open.
     *
     * @throws IOException if the content itself cannot be read; damage in the document is part of the answer
     */
    public SitemapReading read(Content content, WebUrl url) throws IOException {
        return read(content::open, url);
    }

    SitemapReading read(Source source, WebUrl url) throws IOException {
        try {
            SitemapSniffer.Finding finding = SitemapSniffer.sniff(source.open(), limits.maxBytes());
            return finding.kind().isEmpty() ? unreadable(finding) : verdict(document(finding, source, url));
        } catch (TooLarge e) {
            return new SitemapReading.Unreadable(ErrorCode.TOO_LARGE, "The sitemap is " + e.getMessage());
        }
    }

    private static SitemapReading unreadable(SitemapSniffer.Finding finding) {
        return new SitemapReading.Unreadable(
                finding.damaged() ? ErrorCode.PARSE_FAILED : ErrorCode.UNSUPPORTED_CONTENT,
                "This is no sitemap: " + finding.description());
    }

    private static SitemapReading verdict(SitemapDocument document) {
        return document.entries().isEmpty() && document.problem().isPresent()
                ? new SitemapReading.Unreadable(
                        ErrorCode.PARSE_FAILED,
                        "The sitemap is broken: " + document.problem().get())
                : new SitemapReading.Read(document);
    }

    private SitemapDocument document(SitemapSniffer.Finding finding, Source source, WebUrl url) throws IOException {
        SitemapKind kind = finding.kind().orElseThrow();
        if (kind == SitemapKind.TEXT) {
            return document(TextPass::new, finding, source, url);
        }
        SitemapDocument strict = document(harvest -> strictPass(kind, harvest), finding, source, url);
        return strict.problem().isEmpty()
                ? strict
                : better(strict, document(harvest -> lenientPass(kind, harvest), finding, source, url));
    }

    private Pass strictPass(SitemapKind kind, Harvest harvest) {
        Grammar grammar = Grammar.of(kind, harvest);
        return new StrictPass(new ElementTrail(grammar, limits.maxDepth(), UnaryOperator.identity()), harvest);
    }

    private Pass lenientPass(SitemapKind kind, Harvest harvest) {
        Grammar grammar = Grammar.of(kind, harvest);
        return new LenientPass(new ElementTrail(grammar, limits.maxDepth(), LenientPass::decode), harvest);
    }

    private SitemapDocument document(
            Function<Harvest, Pass> way, SitemapSniffer.Finding finding, Source source, WebUrl url) throws IOException {
        Harvest harvest = new Harvest(limits.maxEntries(), url);
        Pass pass = way.apply(harvest);
        Optional<String> problem = Optional.empty();
        UnpackedStream bytes = UnpackedStream.open(source.open(), limits.maxBytes());
        try (Reader text = new DecodedReader(bytes, finding.charset())) {
            pass.read(text);
        } catch (BrokenDocument e) {
            problem = Optional.of(e.getMessage());
        } catch (EOFException | ZipException e) {
            problem = Optional.of("the packed data is damaged (" + e.getMessage() + ")");
        }
        return harvest.document(pass.kind(), bytes.count(), problem);
    }

    /** The one with more entries, and always the reason why there are two. */
    private static SitemapDocument better(SitemapDocument strict, SitemapDocument lenient) {
        return lenient.entries().size() <= strict.entries().size() ? strict : lenient.with(strict.problem());
    }
}
