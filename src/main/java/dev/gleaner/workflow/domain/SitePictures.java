package dev.gleaner.workflow.domain;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gleaner.address.WebUrl;
import dev.gleaner.markup.JsonLd;
import dev.gleaner.markup.ParsedPage;
import dev.gleaner.markup.TextLimits;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;

/** The pictures by which a site is recognised. */
final class SitePictures {
    private static final int MOST_PICTURES = 500;

    private SitePictures() {}

    /** The icon that the page names; nothing is guessed. */
    static Optional<WebUrl> favicon(ParsedPage page) {
        return Stream.of("icon", "apple-touch-icon", "apple-touch-icon-precomposed", "mask-icon")
                .flatMap(relation -> page.document().select("link[rel][href]").stream()
                        .filter(link -> HomePageLinks.hasRelation(link, relation)))
                .flatMap(link -> page.resolve(link.attr("href")).stream())
                .findFirst();
    }

    /** The organisation's logo: from structured data, else the first picture that is called so. */
    static Optional<WebUrl> logo(ParsedPage page) {
        Map<String, String> pictures = picturesByName(page);
        return organizationsFirst(page)
                .flatMap(object -> page.data().valuesOf(object, "logo").stream())
                .limit(MOST_PICTURES)
                .map(logo -> pictures.getOrDefault(logo, logo))
                .flatMap(address -> page.resolve(address).stream())
                .findFirst()
                .or(() -> page.data().microdata("logo").flatMap(page::resolve))
                .or(() -> page.meta("og:logo").flatMap(page::resolve))
                .or(() -> pictureCalledLogo(page));
    }

    /** Brands and partners have logos, too. */
    private static Stream<JsonNode> organizationsFirst(ParsedPage page) {
        List<JsonNode> objects = page.data().objects();
        return Stream.concat(
                objects.stream().filter(SitePictures::isOrganization),
                objects.stream().filter(object -> !isOrganization(object)));
    }

    private static boolean isOrganization(JsonNode object) {
        return JsonLd.typesOf(object).stream()
                .anyMatch(type -> type.endsWith("Organization") || type.endsWith("Business"));
    }

    /** A logo may only be named, and be described elsewhere in the graph. */
    private static Map<String, String> picturesByName(ParsedPage page) {
        Map<String, String> pictures = new HashMap<>();
        page.data()
                .objects()
                .forEach(object -> addressOf(object)
                        .ifPresent(address ->
                                pictures.putIfAbsent(object.path("@id").asText(), address)));
        return pictures;
    }

    private static Optional<String> addressOf(JsonNode picture) {
        return Stream.of("url", "contentUrl")
                .map(property -> picture.path(property).asText())
                .filter(address -> !address.isEmpty())
                .findFirst();
    }

    private static Optional<WebUrl> pictureCalledLogo(ParsedPage page) {
        return page.document().select("img[src]").stream()
                .limit(MOST_PICTURES)
                .filter(SitePictures::isCalledLogo)
                .flatMap(picture -> page.resolve(picture.attr("src")).stream())
                .findFirst();
    }

    private static boolean isCalledLogo(Element picture) {
        Element parent = picture.parent();
        return isCalledLogo(picture, "class", "id", "alt", "src")
                || parent != null && isCalledLogo(parent, "class", "id");
    }

    /** Not all of a name is looked at: each of hundreds of pictures may stand in an element with an endless one. */
    private static boolean isCalledLogo(Element element, String... attributes) {
        return Stream.of(attributes)
                .map(attribute -> TextLimits.cut(element.attr(attribute), TextLimits.PARAGRAPH))
                .anyMatch(name -> name.toLowerCase(Locale.ROOT).contains("logo"));
    }
}
