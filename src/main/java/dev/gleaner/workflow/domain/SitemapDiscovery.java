package dev.gleaner.workflow.domain;

import dev.gleaner.address.WebUrl;
import dev.gleaner.fetch.Robots;
import dev.gleaner.fetch.Validators;
import dev.gleaner.vocabulary.DiscoverySource;
import dev.gleaner.workflow.site.Site;
import dev.gleaner.workflow.sitemap.SitemapSettings;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    /**
     * The sitemaps of the site with this home page.
     *
     * @param known what was found the last time; what is unchanged since costs no body
     */
    Uni<Discovery> find(Site site, WebUrl home, Robots robots, HomePage page, List<ProbedSitemap> known) {
        Search search = search(site, known);
        return search.named(found(robots.sitemaps(), DiscoverySource.ROBOTS))
                .chain(so -> orElse(so, () -> search.all(found(page.sitemapLinks(), DiscoverySource.HOME_PAGE))))
                .chain(so -> orElse(so, () -> search.first(usual(home))))
                .chain(so -> orElse(so, () -> search.first(found(page.feeds(), DiscoverySource.HOME_PAGE))));
    }

    /** The sitemaps of a site whose home page is what it was: what robots.txt names now, else what was found last time. */
    Uni<Discovery> findAgain(Site site, Robots robots, List<ProbedSitemap> known) {
        Search search = search(site, known);
        List<ProbedSitemap> looked = known.stream()
                .filter(it -> it.source() != DiscoverySource.ROBOTS)
                .toList();
        return search.named(found(robots.sitemaps(), DiscoverySource.ROBOTS))
                .chain(so -> orElse(so, () -> search.all(looked)));
    }

    private Search search(Site site, List<ProbedSitemap> known) {
        return new Search(site, known, clock.instant().plus(time));
    }

    private static Uni<Discovery> orElse(Discovery so, Supplier<Uni<List<ProbedSitemap>>> next) {
        return so.confirmed() ? Uni.createFrom().item(so) : next.get().map(so::and);
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

    /** One look around a site, until its time is up. */
    private final class Search {
        private final Site site;
        private final List<ProbedSitemap> known;
        private final Instant end;

        Search(Site site, List<ProbedSitemap> known, Instant end) {
            this.site = site;
            this.known = known;
            this.end = end;
        }

        /** What robots.txt names, without what turned out to be something else until the first real one was seen. */
        Uni<Discovery> named(List<ProbedSitemap> candidates) {
            List<ProbedSitemap> kept = new ArrayList<>(candidates.subList(0, Math.min(MOST_NAMED, candidates.size())));
            return anyHolds(List.copyOf(kept), MOST_PROBES, kept).map(holds -> new Discovery(List.copyOf(kept), holds));
        }

        private Uni<Boolean> anyHolds(List<ProbedSitemap> rest, int probes, List<ProbedSitemap> kept) {
            if (rest.isEmpty() || probes == 0 || isLate()) {
                return Uni.createFrom().item(false);
            }
            ProbedSitemap candidate = rest.get(0);
            return look(candidate).chain(finding -> {
                if (finding.isSomethingElse()) {
                    kept.remove(candidate);
                } else if (finding.holds()) {
                    kept.set(kept.indexOf(candidate), candidate.with(finding.version()));
                }
                return finding.holds()
                        ? Uni.createFrom().item(true)
                        : anyHolds(rest.subList(1, rest.size()), probes - 1, kept);
            });
        }

        Uni<List<ProbedSitemap>> first(List<ProbedSitemap> candidates) {
            return seen(candidates, 1);
        }

        Uni<List<ProbedSitemap>> all(List<ProbedSitemap> candidates) {
            return seen(candidates.subList(0, Math.min(MOST_PROBES, candidates.size())), MOST_PROBES);
        }

        /** Those that hold a sitemap, at most so many, each at the address where it really is. */
        private Uni<List<ProbedSitemap>> seen(List<ProbedSitemap> candidates, int most) {
            if (candidates.isEmpty() || most == 0 || isLate()) {
                return Uni.createFrom().item(List.of());
            }
            ProbedSitemap candidate = candidates.get(0);
            List<ProbedSitemap> rest = candidates.subList(1, candidates.size());
            return look(candidate)
                    .chain(finding -> finding.holds()
                            ? seen(rest, most - 1).map(more -> join(at(finding.version(), candidate), more))
                            : seen(rest, most));
        }

        private Uni<SitemapProbe.Finding> look(ProbedSitemap candidate) {
            return probe.look(site, candidate.url(), lastVersionAt(candidate.url()));
        }

        private Optional<Validators> lastVersionAt(WebUrl url) {
            return known.stream()
                    .filter(it -> it.url().equals(url))
                    .map(ProbedSitemap::version)
                    .findAny();
        }

        private boolean isLate() {
            return !clock.instant().isBefore(end);
        }
    }

    /** Where a site redirects to another place of its own, that is its name; a detour over others is nobody's name. */
    private static ProbedSitemap at(Validators version, ProbedSitemap candidate) {
        WebUrl url = version.url().host().equals(candidate.url().host()) ? version.url() : candidate.url();
        return new ProbedSitemap(url, candidate.source(), version);
    }

    private static List<ProbedSitemap> join(ProbedSitemap one, List<ProbedSitemap> more) {
        return Stream.concat(
                        Stream.of(one), more.stream().filter(it -> !it.url().equals(one.url())))
                .toList();
    }
}
