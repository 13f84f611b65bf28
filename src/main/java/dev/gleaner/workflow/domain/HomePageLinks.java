package dev.gleaner.workflow.domain;

import dev.gleaner.address.WebUrl;
import dev.gleaner.markup.ParsedPage;
import dev.gleaner.markup.TextLimits;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/** Where a home page leads: sitemaps, feeds and the pages of the same site. */
final class HomePageLinks {
    private static final int MOST_ANNOUNCED = 50;
    private static final int MOST_PAGES = 500;
    private static final int MOST_LINKS_READ = 10_000;
    private static final Set<String> FEEDS =
            Set.of("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json");

    /** What is no page although it is linked: files, and paths of the machinery behind the site. */
    private static final Pattern NO_PAGE = Pattern.compile(
            ".*\\.(?:pdf|jpe?g|png|gif|svg|webp|avif|ico|css|js|json|xml|rss|atom|txt|zip|gz|rar|7z|exe|dmg|mp3|mp4|webm|mov|avi"
                    + "|docx?|xlsx?|pptx?|csv|ics|vcf|woff2?)|/cdn-cgi/.*|/wp-json(?:/.*)?|/wp-admin(?:/.*)?|/wp-login\\.php",
            Pattern.CASE_INSENSITIVE);

    private HomePageLinks() {}

    static List<WebUrl> sitemaps(ParsedPage page) {
        return announced(page, link -> hasRelation(link, "sitemap"));
    }

    static List<WebUrl> feeds(ParsedPage page) {
        return announced(
                page,
                link -> hasRelation(link, "alternate")
                        && FEEDS.contains(link.attr("type").strip().toLowerCase(Locale.ROOT)));
    }

    /** The same page in other languages. */
    static List<SiteMetadata.Alternate> alternates(ParsedPage page) {
        return page.document().select("link[hreflang][href]").stream()
                .filter(link -> hasRelation(link, "alternate"))
                .limit(MOST_ANNOUNCED)
                .flatMap(link -> page.resolve(link.attr("href")).stream()
                        .map(url -> new SiteMetadata.Alternate(languageOf(link), url.toString())))
                .filter(alternate -> !alternate.hreflang().isEmpty())
                .distinct()
                .toList();
    }

    private static String languageOf(Element link) {
        String written =
                TextLimits.fold(link.attr("hreflang"), TextLimits.LABEL).replace('_', '-');
        String tag = Locale.forLanguageTag(written).toLanguageTag();
        return written.equalsIgnoreCase("x-default") ? "x-default" : tag.equals("und") ? written : tag;
    }

    private static List<WebUrl> announced(ParsedPage page, Predicate<Element> wanted) {
        return page.document().select("link[href], a[rel][href]").stream()
                .filter(wanted)
                .limit(MOST_ANNOUNCED)
                .flatMap(link -> page.resolve(link.attr("href")).stream())
                .distinct()
                .toList();
    }

    static boolean hasRelation(Element link, String relation) {
        return TextLimits.namesIn(link.attr("rel")).stream().anyMatch(relation::equalsIgnoreCase);
    }

    static List<PageLink> pages(ParsedPage page) {
        Map<WebUrl, String> anchors = new LinkedHashMap<>();
        page.document().select("a[href]").stream()
                .limit(MOST_LINKS_READ)
                .forEach(link -> page.resolve(link.attr("href"))
                        .filter(target -> isOtherPage(page, target))
                        .filter(target -> anchors.size() < MOST_PAGES || anchors.containsKey(target))
                        .ifPresent(target -> anchors.merge(target, page.wordsOf(link), HomePageLinks::firstWords)));
        return anchors.entrySet().stream()
                .map(entry -> new PageLink(entry.getKey(), TextLimits.fold(entry.getValue(), TextLimits.LABEL)))
                .toList();
    }

    private static boolean isOtherPage(ParsedPage page, WebUrl target) {
        return page.isOfSameSite(target)
                && !target.equals(page.url())
                && !NO_PAGE.matcher(target.path()).matches();
    }

    private static String firstWords(String known, String next) {
        return known.isEmpty() ? next : known;
    }
}
