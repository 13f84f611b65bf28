package dev.gleaner.workflow.domain;

import dev.gleaner.address.WebUrl;
import dev.gleaner.fetch.Content;
import dev.gleaner.fetch.Fetched;
import dev.gleaner.fetch.Fetcher;
import dev.gleaner.fetch.Robots;
import dev.gleaner.phase.Offload;
import dev.gleaner.vocabulary.DiscoverySource;
import dev.gleaner.vocabulary.FetchPurpose;
import dev.gleaner.workflow.site.Site;
import dev.gleaner.workflow.sitemap.FoundSitemap;
import dev.gleaner.workflow.sitemap.SitemapSniffer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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

    /** The sitemaps of the site with this home page, as few requests as needed. */
    Uni<List<FoundSitemap>> find(Site site, WebUrl home, Robots robots, HomePage page) {
        if (!robots.sitemaps().isEmpty()) {
            return Uni.createFrom().item(found(robots.sitemaps(), DiscoverySource.ROBOTS));
        }
        return firstOf(site, found(page.sitemapLinks(), DiscoverySource.HOME_PAGE))
                .chain(linked -> linked.isEmpty()
                        ? firstOf(site, usual(home))
                        : Uni.createFrom().item(linked))
                .chain(known -> known.isEmpty()
                        ? firstOf(site, found(page.feeds(), DiscoverySource.HOME_PAGE))
                        : Uni.createFrom().item(known));
    }

    private static List<FoundSitemap> usual(WebUrl home) {
        return found(
                USUAL_PATHS.stream()
                        .flatMap(path -> home.resolve(path).stream())
                        .toList(),
                DiscoverySource.COMMON_PATH);
    }

    private static List<FoundSitemap> found(List<WebUrl> urls, DiscoverySource source) {
        return urls.stream().map(url -> new FoundSitemap(url, source)).toList();
    }

    private Uni<List<FoundSitemap>> firstOf(Site site, List<FoundSitemap> candidates) {
        if (candidates.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        FoundSitemap candidate = candidates.get(0);
        return isSitemap(site, candidate.url())
                .chain(holds -> holds
                        ? Uni.createFrom().item(List.of(candidate))
                        : firstOf(site, candidates.subList(1, candidates.size())));
    }

    private Uni<Boolean> isSitemap(Site site, WebUrl url) {
        return fetcher.get(site.request(url, FetchPurpose.SITEMAP))
                .chain(fetched -> contentOf(fetched)
                        .map(content -> offload.compute(() -> isSitemap(content)))
                        .orElse(Uni.createFrom().item(false)));
    }

    private static Optional<Content> contentOf(Fetched fetched) {
        return Stream.of(fetched)
                .filter(Fetched.Body.class::isInstance)
                .map(it -> ((Fetched.Body) it).response().content())
                .findAny();
    }

    private static boolean isSitemap(Content content) throws Exception {
        try (content) {
            return SitemapSniffer.kindOf(content).isPresent();
        }
    }
}
