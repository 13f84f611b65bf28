package dev.gleaner.workflow.page;

import dev.gleaner.address.WebUrl;
import dev.gleaner.vocabulary.PageCategory;
import dev.gleaner.workflow.page.CategoryWords.Word;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Tells from a page's address, and from the words of a link to it, what it is about. The words of many languages stand
 * in {@code page-categories.properties}; no rule here knows one.
 */
@ApplicationScoped
public class PageClassifier {
    /** By depth: the same word means less the deeper it stands. */
    private static final double[] BY_NAME = {0.95, 0.85, 0.7, 0.5};

    private static final double[] BY_SECTION = {0.9, 0.8, 0.7, 0.6};
    private static final double BY_FILE = 0.9;
    private static final double BY_EXCLUSION = 0.9;
    private static final double BY_DATE = 0.75;
    private static final double BY_QUERY = 0.7;
    private static final double BY_ANCHOR = 0.75;
    private static final double BY_NOTHING = 0.3;

    /** What lies below these is named by its own subject: a product may be called “Menu”, an article “Pricing”. */
    private static final Set<PageCategory> COLLECTIONS = EnumSet.of(PageCategory.BLOG, PageCategory.PRODUCT);

    /** What even a shop in a subdirectory has of its own: {@code /shop/contact}. */
    private static final Set<PageCategory> OF_EVERY_SITE =
            EnumSet.of(PageCategory.CONTACT, PageCategory.ABOUT, PageCategory.LEGAL);

    private static final Pattern YEAR = Pattern.compile("(?:19|20)[0-9]{2}");
    private static final Pattern MONTH = Pattern.compile("0?[1-9]|1[0-2]");

    private final CategoryWords words = new CategoryWords();
    private final Set<String> files = Set.copyOf(words.list("FILES"));

    /** The category by address alone. */
    public Classification classify(WebUrl url) {
        return classify(url, Optional.empty());
    }

    /**
     * The category by address; where that tells nothing, by the words of a link to the page.
     *
     * @param anchor the text of a link, if one is known
     */
    public Classification classify(WebUrl url, Optional<String> anchor) {
        PagePath path = PagePath.of(url);
        Set<String> siteWords = siteWordsOf(url);
        return byFile(path)
                .or(() -> byExclusion(url, path))
                .or(() -> bySection(path, siteWords))
                .or(() -> byName(path, siteWords))
                .or(() -> byOuterSection(path, siteWords))
                .or(() -> byDate(path))
                .or(() -> byQuery(url, siteWords))
                .or(() -> isHome(url, path) ? Optional.of(home(url)) : byAnchor(anchor, siteWords))
                .orElse(new Classification(PageCategory.OTHER, BY_NOTHING, "none"));
    }

    private Optional<Classification> byFile(PagePath path) {
        return Optional.of(path.suffix())
                .filter(files::contains)
                .map(suffix -> new Classification(PageCategory.MEDIA, BY_FILE, Classification.FILE + suffix));
    }

    /** Carts, logins, feeds, search results, archives by tag: addresses that hold nothing of their own. */
    private Optional<Classification> byExclusion(WebUrl url, PagePath path) {
        return Stream.concat(
                        path.segments().stream().map(words::exclusionOf),
                        PagePath.parametersOf(url).stream().map(words::exclusionOfParameter))
                .flatMap(Optional::stream)
                .findFirst()
                .map(kind -> new Classification(PageCategory.OTHER, BY_EXCLUSION, Classification.EXCLUDED + kind));
    }

    private Optional<Classification> bySection(PagePath path, Set<String> siteWords) {
        return sectionOf(path, siteWords, COLLECTIONS).filter(it -> !isOfEverySite(path, siteWords));
    }

    private boolean isOfEverySite(PagePath path, Set<String> siteWords) {
        return path.segments().size() <= 2
                && words.meaningOf(path.last(), siteWords)
                        .map(it -> OF_EVERY_SITE.contains(it.category()))
                        .orElse(false);
    }

    private Optional<Classification> byName(PagePath path, Set<String> siteWords) {
        return path.isHome()
                ? Optional.empty()
                : words.meaningOf(path.last(), siteWords)
                        .map(word -> verdict(word, BY_NAME, path.segments().size(), "path="));
    }

    private Optional<Classification> byOuterSection(PagePath path, Set<String> siteWords) {
        return sectionOf(path, siteWords, EnumSet.allOf(PageCategory.class));
    }

    /** By the innermost section around the page that is known. */
    private Optional<Classification> sectionOf(PagePath path, Set<String> siteWords, Set<PageCategory> wanted) {
        List<String> segments = path.segments();
        for (int i = segments.size() - 2; i >= 0; i--) {
            Optional<Word> word =
                    words.meaningOf(segments.get(i), siteWords).filter(it -> wanted.contains(it.category()));
            if (word.isPresent()) {
                return Optional.of(verdict(word.get(), BY_SECTION, segments.size() - 1, "section="));
            }
        }
        return Optional.empty();
    }

    /** Addresses with year and month are articles in every common blog. */
    private static Optional<Classification> byDate(PagePath path) {
        List<String> segments = path.segments();
        for (int i = 0; i + 2 < segments.size(); i++) {
            if (YEAR.matcher(segments.get(i)).matches()
                    && MONTH.matcher(segments.get(i + 1)).matches()) {
                return Optional.of(new Classification(PageCategory.BLOG, BY_DATE, "date"));
            }
        }
        return Optional.empty();
    }

    private Optional<Classification> byQuery(WebUrl url, Set<String> siteWords) {
        return PagePath.pageInQuery(url)
                .flatMap(page -> words.meaningOf(page, siteWords))
                .map(word -> new Classification(word.category(), BY_QUERY, "query=" + word.phrase()));
    }

    private Optional<Classification> byAnchor(Optional<String> anchor, Set<String> siteWords) {
        return anchor.flatMap(text -> words.meaningOf(text, siteWords))
                .map(word -> new Classification(word.category(), BY_ANCHOR, "anchor=" + word.phrase()));
    }

    /** {@code /?page_id=17} is some other page. */
    private static boolean isHome(WebUrl url, PagePath path) {
        return path.isHome() && PagePath.pageInQuery(url).isEmpty();
    }

    private static Classification home(WebUrl url) {
        double confidence = url.pathAndQuery().contains("?") ? BY_NOTHING : BY_NAME[0];
        return new Classification(PageCategory.OTHER, confidence, "home");
    }

    private static Classification verdict(Word word, double[] byDepth, int depth, String rule) {
        double confidence = byDepth[Math.min(depth, byDepth.length) - 1];
        return new Classification(word.category(), confidence, rule + word.phrase());
    }

    /** {@code acme.co.uk} is {@code acme}: so {@code /about-acme} is about them. */
    private static Set<String> siteWordsOf(WebUrl url) {
        Set<String> siteWords = new HashSet<>();
        for (String label : url.host().split("\\.")) {
            siteWords.addAll(CategoryWords.tokensOf(label));
        }
        return siteWords;
    }
}
