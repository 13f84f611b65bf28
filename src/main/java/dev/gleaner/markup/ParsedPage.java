package dev.gleaner.markup;

import dev.gleaner.address.SiteName;
import dev.gleaner.address.WebUrl;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jsoup.parser.StreamParser;

/** One HTML page, parsed once for all its readers. Not safe for use by several threads at once. */
public final class ParsedPage {
    /** What is read of one page: more than people have patience for, and no more than a small heap can hold. */
    static final int MOST_ELEMENTS = 100_000;

    /** Each may be as long as an address can be, and is kept as long as the page. */
    static final int MOST_RESOLVED = 20_000;

    private static final int MOST_META = 50;

    private final Document document;
    private final WebUrl url;
    private final Optional<SiteName> site;
    private final WebUrl.Base base;
    private final Map<String, Optional<WebUrl>> resolved = new HashMap<>();
    private final Optional<String> contentLanguage;
    private final Map<String, String> meta = new LinkedHashMap<>();
    private final VisibleText text;
    private final StructuredData data;
    private final ElementIndex elements;

    private ParsedPage(Document document, WebUrl url, Optional<String> contentLanguage) {
        this.document = document;
        this.url = url;
        this.site = SiteName.ofHost(url.host());
        this.base = WebUrl.parse(document.baseUri()).orElse(url).base();
        this.contentLanguage = contentLanguage;
        this.elements = ElementIndex.of(document);
        elements.byTag("meta").forEach(this::remember);
        this.text = VisibleText.of(document);
        this.data = StructuredData.of(elements, text);
    }

    /**
     * Parses a page, and of an endless one the beginning. Never fails: broken HTML is repaired as browsers do.
     *
     * @param contentLanguage the Content-Language header, if the answer had one
     */
    public static ParsedPage parse(String html, WebUrl url, Optional<String> contentLanguage) {
        return new ParsedPage(document(html, url), url, contentLanguage);
    }

    /** Three bytes make an element, which takes a hundred: a page of nothing else would take all memory there is. */
    private static Document document(String html, WebUrl url) {
        try (StreamParser parser = new StreamParser(Parser.htmlParser())) {
            parser.parse(html, url.toString()).stream().limit(MOST_ELEMENTS).forEach(element -> {});
            return parser.document();
        }
    }

    private void remember(Element element) {
        String content = TextLimits.fold(element.attr("content"), TextLimits.PARAGRAPH);
        for (String key : new String[] {"name", "property", "http-equiv"}) {
            if (element.hasAttr(key) && !content.isEmpty()) {
                meta.putIfAbsent(element.attr(key).strip().toLowerCase(Locale.ROOT), content);
            }
        }
    }

    /** The tree. */
    public Document document() {
        return document;
    }

    /** Where the page came from, redirects followed. */
    public WebUrl url() {
        return url;
    }

    /** The site that the page belongs to; empty if the host is an IP address. */
    public Optional<SiteName> site() {
        return site;
    }

    /** Whether an address belongs to the same site as this page. */
    public boolean isOfSameSite(WebUrl other) {
        return site.map(other::isOf).orElseGet(() -> other.host().equals(url.host()));
    }

    /** What a reader sees. */
    public VisibleText text() {
        return text;
    }

    /** What the page says to machines. */
    public StructuredData data() {
        return data;
    }

    /**
     * Where a link on this page leads, {@code <base>} respected. So many different ones are followed and no more: of a
     * page that has others, they lead nowhere.
     */
    public Optional<WebUrl> resolve(String reference) {
        boolean known = resolved.containsKey(reference);
        return !known && (reference.isBlank() || resolved.size() >= MOST_RESOLVED)
                ? Optional.empty()
                : resolved.computeIfAbsent(reference, base::resolve);
    }

    /** What leads somewhere. */
    public List<Element> links() {
        return elements.links();
    }

    /** The headlines of the first rank. */
    public List<Element> headlines() {
        return elements.byTag("h1");
    }

    /**
     * The elements that hide an address from machines.
     *
     * @param attribute in which they do, {@code data-cfemail} or {@code data-mailto-token}
     */
    public List<Element> disguises(String attribute) {
        return elements.byAttribute(attribute);
    }

    /** The words of a link, or of the picture in it; empty if nobody sees the link. */
    public String wordsOf(Element link) {
        String words = text.spanOf(link)
                .map(span -> text.textOf(span, TextLimits.LABEL))
                .orElse("");
        Element picture = words.isEmpty() ? link.selectFirst("img[alt]") : null;
        return picture == null ? words : TextLimits.fold(picture.attr("alt"), TextLimits.LABEL);
    }

    /** The content of a {@code meta} element by its name, property or http-equiv, in lower case. */
    public Optional<String> meta(String name) {
        return Optional.ofNullable(meta.get(name));
    }

    /** All {@code meta} elements whose lower-case name starts so ({@code og:}), by the rest of the name. */
    public Map<String, String> metaBehind(String prefix) {
        Map<String, String> behind = new LinkedHashMap<>();
        meta.forEach((name, content) -> {
            if (name.startsWith(prefix) && name.length() > prefix.length() && behind.size() < MOST_META) {
                behind.put(TextLimits.fold(name.substring(prefix.length()), TextLimits.LABEL), content);
            }
        });
        return behind;
    }

    /** The title of the document, or the one it gives to social networks. */
    public Optional<String> title() {
        Element title = document.head().selectFirst("title");
        Optional<String> own = Optional.ofNullable(title)
                .map(Element::text)
                .map(it -> TextLimits.fold(it, TextLimits.LINE))
                .filter(it -> !it.isEmpty());
        return own.or(() -> meta("og:title")).or(() -> meta("twitter:title"));
    }

    /** How the page describes itself to search engines and social networks. */
    public Optional<String> description() {
        return meta("description").or(() -> meta("og:description")).or(() -> meta("twitter:description"));
    }

    /** The address that the page itself calls its canonical one. */
    public Optional<WebUrl> canonicalUrl() {
        return elements.byTag("link").stream()
                .filter(link -> link.attr("rel").strip().equalsIgnoreCase("canonical") && link.hasAttr("href"))
                .findFirst()
                .flatMap(link -> resolve(link.attr("href")));
    }

    /**
     * The language as a BCP 47 tag ({@code de-CH}): from the {@code lang} attribute, the Content-Language header or
     * {@code meta} element, or the locale for social networks, in this order.
     */
    public Optional<String> language() {
        Element root = document.selectFirst("html");
        return Stream.of(
                        Optional.ofNullable(root).map(html -> html.attr("lang")),
                        Optional.ofNullable(root).map(html -> html.attr("xml:lang")),
                        contentLanguage,
                        meta("content-language"),
                        meta("og:locale"))
                .flatMap(Optional::stream)
                .flatMap(tag -> tagOf(tag).stream())
                .findFirst();
    }

    private static Optional<String> tagOf(String text) {
        String first = text.split(",", 2)[0].strip().replace('_', '-');
        String tag = Locale.forLanguageTag(first).toLanguageTag();
        return tag.startsWith("und") ? Optional.empty() : Optional.of(tag);
    }
}
