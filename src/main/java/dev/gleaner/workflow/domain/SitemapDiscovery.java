package dev.gleaner.workflow.domain;

import dev.gleaner.address.WebUrl;
import dev.gleaner.fetch.Content;
import dev.gleaner.fetch.Fetched;
import dev.gleaner.fetch.Fetcher;
import dev.gleaner.fetch.Response;
import dev.gleaner.fetch.Robots;
import dev.gleaner.fetch.Validators;
import dev.gleaner.phase.Offload;
import dev.gleaner.vocabulary.DiscoverySource;
import dev.gleaner.vocabulary.FetchPurpose;
import dev.gleaner.workflow.site.Site;
import dev.gleaner.workflow.sitemap.SitemapSniffer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/**
 * Finds a site's sitemaps: what robots.txt names; else what the home page names; else the first of the usual paths that
 * holds one; else a feed. What was not named by robots.txt counts only by its content, because many sites answer every
 * path with a friendly page.
 */
@ApplicationScoped
class SitemapDiscovery {
    private static final List<String> USUAL_PATHS = List.of(
            "/sitemap.xml",
            "/sitemap_index.xml",
            "/sitemap-index.xml",
            "/sitemaps.xml",
            "/wp-sitemap.xml",
            "/sitemap.xml.gz",
            "/sitemap.txt");

    private final Fetcher fetcher;
    private final Offload offload;

    SitemapDiscovery(Fetcher fetcher, Offload offload) {
        this.fetcher = fetcher;
        this.offload = offload;
    }

    /**
     * The sitemaps of the site with this home page, as few requests as needed.
     *
     * @param known what was found the last time; what is unchanged since costs no body
     */
    Uni<List<ProbedSitemap>> find(Site site, WebUrl home, Robots robots, HomePage page, List<ProbedSitemap> known) {
        if (!robots.sitemaps().isEmpty()) {
            return Uni.createFrom().item(found(robots.sitemaps(), DiscoverySource.ROBOTS));
        }
        return firstOf(site, found(page.sitemapLinks(), DiscoverySource.HOME_PAGE), known)
                .chain(linked -> linked.isEmpty()
                        ? firstOf(site, usual(home), known)
                        : Uni.createFrom().item(linked))
                .chain(usual -> usual.isEmpty()
                        ? firstOf(site, found(page.feeds(), DiscoverySource.HOME_PAGE), known)
                        : Uni.createFrom().item(usual));
    }

    /** The sitemaps of a site whose home page is what it was: what robots.txt names now, else what was found last time. */
    Uni<List<ProbedSitemap>> findAgain(Site site, Robots robots, List<ProbedSitemap> known) {
        return robots.sitemaps().isEmpty()
                ? firstOf(site, known, known)
                : Uni.createFrom().item(found(robots.sitemaps(), DiscoverySource.ROBOTS));
    }

    private static List<ProbedSitemap> usual(WebUrl home) {
        return found(
                USUAL_PATHS.stream()
                        .flatMap(path -> home.resolve(path).stream())
                        .toList(),
                DiscoverySource.COMMON_PATH);
    }

    private static List<ProbedSitemap> found(List<WebUrl> urls, DiscoverySource source) {
        return urls.stream().map(url -> new ProbedSitemap(url, source)).toList();
    }

    private Uni<List<ProbedSitemap>> firstOf(Site site, List<ProbedSitemap> candidates, List<ProbedSitemap> known) {
        if (candidates.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        ProbedSitemap candidate = candidates.get(0);
        return versionAt(site, candidate.url(), known)
                .chain(version -> version.map(it -> Uni.createFrom().item(List.of(candidate.with(it))))
                        .orElseGet(() -> firstOf(site, candidates.subList(1, candidates.size()), known)));
    }

    /** What lies there, if it is a sitemap. */
    private Uni<Optional<Validators>> versionAt(Site site, WebUrl url, List<ProbedSitemap> known) {
        Optional<Validators> last = known.stream()
                .filter(it -> it.url().equals(url))
                .map(ProbedSitemap::version)
                .findAny();
        return fetcher.get(site.request(url, FetchPurpose.SITEMAP, last)).chain(this::versionOf);
    }

    private Uni<Optional<Validators>> versionOf(Fetched fetched) {
        if (fetched instanceof Fetched.Body body) {
            Response response = body.response();
            return offload.compute(
                    () -> isSitemap(response.content()) ? Optional.of(response.validators()) : Optional.empty());
        }
        return Uni.createFrom()
                .item(
                        fetched instanceof Fetched.NotModified unchanged
                                ? Optional.of(unchanged.known())
                                : Optional.empty());
    }

    private static boolean isSitemap(Content content) throws Exception {
        try (content) {
            return SitemapSniffer.kindOf(content).isPresent();
        }
    }
}
