package dev.gleaner.workflow.domain;

import dev.gleaner.address.WebUrl;
import dev.gleaner.fetch.Robots;
import dev.gleaner.vocabulary.DiscoverySource;
import dev.gleaner.workflow.sitemap.FoundSitemap;
import dev.gleaner.workflow.sitemap.SitemapSettings;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Finds a site's sitemaps, with as few requests as needed: what robots.txt names, as soon as one of them is seen to be a
 * sitemap; else what the home page links to as one; else the first of the usual paths that holds one; else a feed. Only
 * content counts, because many sites answer every path with a friendly page. What robots.txt names and does not answer is
 * kept, so that its import can say why; what answers with something else is dropped.
 */
@ApplicationScoped
class SitemapDiscovery {
    private static final int MOST_PROBES = 10;
    private static final int MOST_NAMED = 1000;
    private static final List<String> USUAL_PATHS = List.of(
            "/sitemap.xml",
            "/sitemap_index.xml",
            "/sitemap-index.xml",
            "/sitemaps.xml",
            "/wp-sitemap.xml",
            "/sitemap.xml.gz",
            "/sitemapindex.xml",
            "/sitemap/sitemap.xml",
            "/sitemap/index.xml",
            "/sitemap1.xml",
            "/sitemap.php",
            "/sitemap.txt");

    private final SitemapProbe probe;
    private final Clock clock;
    private final Duration time;

    SitemapDiscovery(SitemapProbe probe, Clock clock, SitemapSettings settings) {
        this.probe = probe;
        this.clock = clock;
        this.time = settings.discoveryTime();
    }

    /** The sitemaps of the site with this home page. */
    Uni<Discovery> find(WebUrl home, Robots robots, HomePage page) {
        Instant end = clock.instant().plus(time);
        return named(found(robots.sitemaps(), DiscoverySource.ROBOTS), end)
                .chain(known -> orElse(known, () -> all(found(page.sitemapLinks(), DiscoverySource.HOME_PAGE), end)))
                .chain(known -> orElse(known, () -> first(usual(home), end)))
                .chain(known -> orElse(known, () -> first(found(page.feeds(), DiscoverySource.HOME_PAGE), end)));
    }

    private static Uni<Discovery> orElse(Discovery known, Supplier<Uni<List<FoundSitemap>>> next) {
        return known.confirmed() ? Uni.createFrom().item(known) : next.get().map(known::and);
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

    /** What robots.txt names, without what turned out to be something else until the first real one was seen. */
    private Uni<Discovery> named(List<FoundSitemap> candidates, Instant end) {
        List<FoundSitemap> kept = new ArrayList<>(candidates.subList(0, Math.min(MOST_NAMED, candidates.size())));
        return anyHolds(List.copyOf(kept), MOST_PROBES, kept, end)
                .map(holds -> new Discovery(List.copyOf(kept), holds));
    }

    private Uni<Boolean> anyHolds(List<FoundSitemap> rest, int probes, List<FoundSitemap> kept, Instant end) {
        if (rest.isEmpty() || probes == 0 || isLate(end)) {
            return Uni.createFrom().item(false);
        }
        return probe.look(rest.get(0).url()).chain(finding -> {
            if (finding.isSomethingElse()) {
                kept.remove(rest.get(0));
            }
            return finding.holds()
                    ? Uni.createFrom().item(true)
                    : anyHolds(rest.subList(1, rest.size()), probes - 1, kept, end);
        });
    }

    private Uni<List<FoundSitemap>> first(List<FoundSitemap> candidates, Instant end) {
        return seen(candidates, 1, end);
    }

    private Uni<List<FoundSitemap>> all(List<FoundSitemap> candidates, Instant end) {
        return seen(candidates.subList(0, Math.min(MOST_PROBES, candidates.size())), MOST_PROBES, end);
    }

    /** Those that hold a sitemap, at most so many, each at the address where it really is. */
    private Uni<List<FoundSitemap>> seen(List<FoundSitemap> candidates, int most, Instant end) {
        if (candidates.isEmpty() || most == 0 || isLate(end)) {
            return Uni.createFrom().item(List.of());
        }
        FoundSitemap candidate = candidates.get(0);
        List<FoundSitemap> rest = candidates.subList(1, candidates.size());
        return probe.look(candidate.url())
                .chain(finding -> finding.holds()
                        ? seen(rest, most - 1, end).map(more -> join(at(finding.url(), candidate), more))
                        : seen(rest, most, end));
    }

    /** Where a site redirects to another place of its own, that is its name; a detour over others is nobody's name. */
    private static FoundSitemap at(WebUrl url, FoundSitemap candidate) {
        return url.host().equals(candidate.url().host()) ? new FoundSitemap(url, candidate.source()) : candidate;
    }

    private static List<FoundSitemap> join(FoundSitemap one, List<FoundSitemap> more) {
        return Stream.concat(Stream.of(one), more.stream()).distinct().toList();
    }

    private boolean isLate(Instant end) {
        return !clock.instant().isBefore(end);
    }
}
