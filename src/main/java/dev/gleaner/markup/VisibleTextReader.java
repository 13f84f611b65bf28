package dev.gleaner.markup;

import dev.gleaner.markup.VisibleText.Span;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/**
 * Collects the visible text in one walk over the tree. What a style hides in place is left out: that is where traps for
 * harvesters lie, and where a word is hidden in the middle of an address.
 */
final class VisibleTextReader implements NodeFilter {
    private static final Set<String> UNSEEN = Set.of(
            "head",
            "script",
            "style",
            "template",
            "noscript",
            "svg",
            "iframe",
            "object",
            "textarea",
            "select",
            "datalist");
    private static final Set<String> BREAKS = Set.of("br", "td", "th", "li", "dt", "dd", "hr", "option", "button");
    private static final Pattern HIDDEN = Pattern.compile("display:none|visibility:hidden");
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern CONTACT_AREA = Pattern.compile(
            "(?:^|[\\s_-])(?:contacts?|contactus|kontakt|contatti|contacto|footer|phone|telephone|tel|address|impressum)"
                    + "(?:$|[\\s_-])");

    /** By role, and by the class names of common themes: what stands around the main part of a page. */
    private static final Set<String> SURROUNDINGS = Set.of("nav", "aside", "dialog", "menu");

    private static final Set<String> SURROUNDING_ROLES =
            Set.of("navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alertdialog", "menu");
    private static final Set<String> SURROUNDING_NAMES = Set.of(
            "breadcrumb",
            "breadcrumbs",
            "navbar",
            "sidebar",
            "pagination",
            "skip-link",
            "cookie-banner",
            "cookie-notice",
            "cookie-consent",
            "site-header",
            "site-footer");

    private static final CharacterTable PLAIN = CharacterTable.of(character -> character >= ' ' && character < 0x7f);

    private static final Set<String> CONTACTS = Set.of("address", "footer");
    private static final Set<String> EDGES = Set.of("header", "footer");
    private static final String MAIN = "main";
    private static final String ARTICLE = "article";

    /** Of these elements the names alone say that they are areas; all others say so by an attribute, if at all. */
    private static final Set<String> AREAS = Stream.of(CONTACTS, EDGES, Set.of(MAIN, ARTICLE), SURROUNDINGS)
            .flatMap(Set::stream)
            .collect(Collectors.toUnmodifiableSet());

    /** Enough for most pages. */
    private static final int FIRST_SIZE = 16_384;

    private final StringBuilder text = new StringBuilder(FIRST_SIZE);
    private final Map<Element, Span> spans = new IdentityHashMap<>();
    private final Area contacts = new Area(VisibleTextReader::isContactArea);
    private final Area backwards = new Area(VisibleTextReader::isBackwards);
    private final Area mains = new Area(VisibleTextReader::isMain);
    private final Area articles = new Area(element -> element.normalName().equals(ARTICLE));
    private final Area surroundings = new Area(this::isAround);
    private final Area[] areas = {contacts, backwards, mains, articles, surroundings};

    VisibleText text() {
        return new VisibleText(text.toString(), spans, contacts.spans(), backwards.spans(), this::mainText);
    }

    private String mainText() {
        List<Span> links = spans.entrySet().stream()
                .filter(it -> it.getKey().normalName().equals("a"))
                .map(Map.Entry::getValue)
                .toList();
        List<Span> parts = mains.spans().isEmpty() ? articles.spans() : mains.spans();
        return MainText.of(text.toString(), parts, surroundings.spans(), links);
    }

    @Override
    public FilterResult head(Node node, int depth) {
        if (node instanceof TextNode words) {
            append(words.getWholeText());
        } else if (node instanceof Element element) {
            return enter(element);
        }
        return FilterResult.CONTINUE;
    }

    private FilterResult enter(Element element) {
        boolean attributed = element.attributesSize() > 0;
        if (UNSEEN.contains(element.normalName()) || attributed && isHidden(element)) {
            return FilterResult.SKIP_ENTIRELY;
        }
        if (breaksLine(element)) {
            breakLine();
        }
        if (isOfInterest(element)) {
            spans.put(element, new Span(text.length(), text.length()));
        }
        if (attributed || AREAS.contains(element.normalName())) {
            for (Area area : areas) {
                area.enter(element, text.length());
            }
        }
        return FilterResult.CONTINUE;
    }

    @Override
    public FilterResult tail(Node node, int depth) {
        if (node instanceof Element element) {
            leave(element);
        }
        return FilterResult.CONTINUE;
    }

    private void leave(Element element) {
        if (backwards.isOpenedBy(element)) {
            turnAround();
        }
        for (Area area : areas) {
            area.leave(element, text.length());
        }
        if (isOfInterest(element)) {
            int start = spans.get(element).start();
            spans.put(element, new Span(Math.min(start, text.length()), text.length()));
        }
        if (breaksLine(element)) {
            breakLine();
        }
    }

    private void turnAround() {
        String written = text.substring(backwards.start());
        text.setLength(backwards.start());
        text.append(new StringBuilder(written).reverse());
    }

    private void append(String words) {
        for (int i = 0; i < words.length() && text.length() < VisibleText.LIMIT; i++) {
            int plain = endOfPlain(words, i, Math.min(words.length(), i + VisibleText.LIMIT - text.length()));
            if (plain > i) {
                text.append(plain - i == words.length() ? words : words.substring(i, plain));
                i = plain - 1;
                continue;
            }
            char next = words.charAt(i);
            if (TextLimits.isSpace(next)) {
                space();
            } else if (next < 0x80 || Character.getType(next) != Character.FORMAT) {
                text.append(next);
            }
        }
    }

    /** Where a run of characters ends that are no marks of any kind, with single gaps between and behind them. */
    private static int endOfPlain(String words, int from, int most) {
        int end = from;
        char before = ' ';
        while (end < most) {
            char next = words.charAt(end);
            if (!PLAIN.contains(next) | (next == ' ' & before == ' ')) {
                break;
            }
            before = next;
            end++;
        }
        return end;
    }

    private void space() {
        if (text.length() > 0 && text.charAt(text.length() - 1) != '\n' && text.charAt(text.length() - 1) != ' ') {
            text.append(' ');
        }
    }

    private void breakLine() {
        if (text.length() > 0 && text.charAt(text.length() - 1) != '\n') {
            text.append('\n');
        }
    }

    private static boolean breaksLine(Element element) {
        return element.isBlock() || BREAKS.contains(element.normalName());
    }

    private static boolean isOfInterest(Element element) {
        return element.normalName().equals("a")
                || element.normalName().equals("area")
                || element.attributesSize() > 0 && (element.hasAttr("itemprop") || element.hasAttr("data-cfemail"));
    }

    private static boolean isHidden(Element element) {
        return element.hasAttr("hidden")
                || (element.hasAttr("style") && HIDDEN.matcher(styleOf(element)).find());
    }

    private static boolean isBackwards(Element element) {
        if (element.normalName().equals("bdo")) {
            return element.attr("dir").equalsIgnoreCase("rtl");
        }
        String style = element.hasAttr("style") ? styleOf(element) : "";
        return style.contains("unicode-bidi:bidi-override") && style.contains("direction:rtl");
    }

    private static String styleOf(Element element) {
        return SPACE.matcher(element.attr("style")).replaceAll("").toLowerCase(Locale.ROOT);
    }

    private static boolean isMain(Element element) {
        return element.normalName().equals(MAIN) || element.attr("role").equalsIgnoreCase("main");
    }

    /** The header and footer of an article belong to it. */
    private boolean isAround(Element element) {
        String name = element.normalName();
        boolean ofPage = EDGES.contains(name) && !articles.isOpen() && !mains.isOpen();
        return ofPage
                || SURROUNDINGS.contains(name)
                || SURROUNDING_ROLES.contains(element.attr("role").toLowerCase(Locale.ROOT))
                || SURROUNDING_NAMES.contains(element.id().toLowerCase(Locale.ROOT))
                || element.hasAttr("class")
                        && element.classNames().stream()
                                .anyMatch(it -> SURROUNDING_NAMES.contains(it.toLowerCase(Locale.ROOT)));
    }

    private static boolean isContactArea(Element element) {
        String name = element.normalName();
        return CONTACTS.contains(name)
                || element.attr("itemtype").endsWith("/PostalAddress")
                || isNamedForContacts(element.attr("class"))
                || isNamedForContacts(element.id());
    }

    private static boolean isNamedForContacts(String names) {
        return !names.isEmpty()
                && CONTACT_AREA.matcher(names.toLowerCase(Locale.ROOT)).find();
    }
}
