package dev.gleaner.markup;

import dev.gleaner.markup.VisibleText.Span;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
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

    private final StringBuilder text = new StringBuilder();
    private final Map<Element, Span> spans = new IdentityHashMap<>();
    private final List<Span> contactAreas = new ArrayList<>();
    private final List<Span> reversed = new ArrayList<>();
    private Element contactArea;
    private int contactAreaStart;
    private Element backwards;
    private int backwardsStart;

    VisibleText text() {
        return new VisibleText(text.toString(), spans, contactAreas, reversed);
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
        if (UNSEEN.contains(element.normalName()) || isHidden(element)) {
            return FilterResult.SKIP_ENTIRELY;
        }
        if (breaksLine(element)) {
            breakLine();
        }
        if (isOfInterest(element)) {
            spans.put(element, new Span(text.length(), text.length()));
        }
        if (contactArea == null && isContactArea(element)) {
            contactArea = element;
            contactAreaStart = text.length();
        }
        if (backwards == null && isBackwards(element)) {
            backwards = element;
            backwardsStart = text.length();
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
        if (element == backwards) {
            turnAround();
        }
        if (element == contactArea) {
            contactAreas.add(new Span(contactAreaStart, text.length()));
            contactArea = null;
        }
        spans.computeIfPresent(element, (it, span) -> new Span(Math.min(span.start(), text.length()), text.length()));
        if (breaksLine(element)) {
            breakLine();
        }
    }

    private void turnAround() {
        String written = text.substring(backwardsStart);
        text.setLength(backwardsStart);
        text.append(new StringBuilder(written).reverse());
        reversed.add(new Span(backwardsStart, text.length()));
        backwards = null;
    }

    private void append(String words) {
        for (int i = 0; i < words.length() && text.length() < VisibleText.LIMIT; i++) {
            char next = words.charAt(i);
            if (TextLimits.isSpace(next)) {
                space();
            } else if (Character.getType(next) != Character.FORMAT) {
                text.append(next);
            }
        }
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
                || element.hasAttr("itemprop")
                || element.hasAttr("data-cfemail");
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

    private static boolean isContactArea(Element element) {
        String name = element.normalName();
        return name.equals("address")
                || name.equals("footer")
                || element.attr("itemtype").endsWith("/PostalAddress")
                || CONTACT_AREA
                        .matcher(element.attr("class").toLowerCase(Locale.ROOT))
                        .find()
                || CONTACT_AREA.matcher(element.id().toLowerCase(Locale.ROOT)).find();
    }
}
