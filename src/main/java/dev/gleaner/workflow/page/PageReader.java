package dev.gleaner.workflow.page;

import dev.gleaner.address.WebUrl;
import dev.gleaner.markup.ParsedPage;
import dev.gleaner.markup.TextLimits;
import dev.gleaner.workflow.page.PageContent.Links;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Element;

/** Reads from a page's markup what the page says about itself. */
@ApplicationScoped
public class PageReader {
    private static final int MOST_LINKS = 20_000;
    private static final int MOST_HEADLINES = 20;

    /** Links that Cloudflare puts in the place of e-mail addresses lead nowhere. */
    private static final String NO_PAGE = "/cdn-cgi/";

    /**
     * Reads a page.
     *
     * @param contentLanguage the Content-Language header, if the answer had one
     */
    public PageContent read(String html, WebUrl url, Optional<String> contentLanguage) {
        return read(ParsedPage.parse(html, url, contentLanguage));
    }

    /** Reads a page that is parsed already. */
    public PageContent read(ParsedPage page) {
        return new PageContent(
                page.title().orElse(null),
                page.description().orElse(null),
                headlineOf(page).orElse(null),
                page.canonicalUrl().map(WebUrl::toString).orElse(null),
                page.language().orElse(null),
                page.text().wordCount(),
                linksOf(page),
                page.data().types(),
                page.text().main());
    }

    private static Optional<String> headlineOf(ParsedPage page) {
        return page.headlines().stream()
                .limit(MOST_HEADLINES)
                .map(PageReader::wordsOf)
                .filter(words -> !words.isEmpty())
                .findFirst();
    }

    /** The words of a headline, or of the picture that stands for them. */
    private static String wordsOf(Element headline) {
        String words = TextLimits.fold(headline.text(), TextLimits.LINE);
        Element picture = words.isEmpty() ? headline.selectFirst("img[alt]") : null;
        return picture == null ? words : TextLimits.fold(picture.attr("alt"), TextLimits.LINE);
    }

    private static Links linksOf(ParsedPage page) {
        Set<WebUrl> internal = new HashSet<>();
        Set<WebUrl> external = new HashSet<>();
        page.links().stream()
                .limit(MOST_LINKS)
                .map(link -> link.attr("href").strip())
                .filter(reference -> !reference.startsWith("#"))
                .flatMap(reference -> page.resolve(reference).stream())
                .filter(target -> !target.path().startsWith(NO_PAGE))
                .forEach(target -> (page.isOfSameSite(target) ? internal : external).add(target));
        return new Links(internal.size(), external.size());
    }
}
