package dev.gleaner.workflow.sitemap;

import dev.gleaner.fetch.Response;
import dev.gleaner.pipeline.Failure;
import dev.gleaner.pipeline.Outcome;
import dev.gleaner.vocabulary.DiscoverySource;
import dev.gleaner.vocabulary.SitemapKind;
import dev.gleaner.vocabulary.Step;
import dev.gleaner.workflow.page.FoundPage;
import dev.gleaner.workflow.page.PageClassifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes of an answer what a sitemap stands for: children or pages of the site, classified. Blocking, and pure. */
@ApplicationScoped
class SitemapImporter {
    private final SitemapReader reader;
    private final PageClassifier classifier;
    private final int deepest;

    SitemapImporter(SitemapSettings settings, PageClassifier classifier) {
        this.deepest = settings.maxNesting();
        this.reader = new SitemapReader(SitemapLimits.of(settings));
        this.classifier = classifier;
    }

    /**
     * Reads the answer.
     *
     * @throws IOException if a temporary file cannot be read
     */
    Outcome<SitemapVisit> read(SitemapWorkflow.Task task, Response response) throws IOException {
        return reader.read(response.content(), response.url())
                .match(
                        read -> imported(task, response, read.document()),
                        unreadable -> new Outcome.Discard<>(
                                new Failure(unreadable.reason(), unreadable.message(), Step.PARSE)));
    }

    private Outcome<SitemapVisit> imported(SitemapWorkflow.Task task, Response response, SitemapDocument document) {
        boolean index = document.kind() == SitemapKind.INDEX;
        Import read = new Import(
                document.kind(),
                document.entries().size(),
                document.bytes(),
                response.lastModified().orElse(null),
                problem(task, document),
                document.extensions(),
                index && task.depth() < deepest ? children(document) : List.of(),
                index ? List.of() : pages(task, document));
        SitemapVisit visit = new SitemapVisit(response.validators(), Optional.of(read));
        return read.importedCount() == 0 ? new Outcome.Empty<>(visit) : new Outcome.Done<>(visit);
    }

    private static List<FoundSitemap> children(SitemapDocument document) {
        return document.entries().stream()
                .map(entry -> new FoundSitemap(entry.url(), DiscoverySource.INDEX))
                .toList();
    }

    /** Only pages of the site itself: a sitemap speaks for nobody else (sitemaps.org, “Sitemap file location”). */
    private List<FoundPage> pages(SitemapWorkflow.Task task, SitemapDocument document) {
        return document.entries().stream()
                .filter(entry -> entry.url().isOf(task.site().name()))
                .map(this::page)
                .toList();
    }

    private FoundPage page(SitemapEntry entry) {
        return new FoundPage(
                entry.url(),
                classifier.classify(entry.url()),
                entry.lastModified().orElse(null),
                entry.changeFrequency().orElse(null),
                entry.priority().orElse(null));
    }

    private @Nullable String problem(SitemapWorkflow.Task task, SitemapDocument document) {
        Optional<String> tooDeep = document.kind() == SitemapKind.INDEX && task.depth() >= deepest
                ? Optional.of("nested deeper than " + deepest + " levels; its children are not followed")
                : Optional.empty();
        Optional<String> cutOff = document.truncated()
                ? Optional.of("more entries than the limit; the rest was cut off")
                : Optional.empty();
        List<String> problems = Stream.of(document.problem(), tooDeep, cutOff)
                .flatMap(Optional::stream)
                .toList();
        return problems.isEmpty() ? null : String.join("; ", problems);
    }
}
