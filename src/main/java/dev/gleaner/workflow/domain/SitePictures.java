package dev.gleaner.workflow.domain;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gleaner.address.WebUrl;
import dev.gleaner.markup.JsonLd;
import dev.gleaner.markup.ParsedPage;
import java.util.Comparator;
import java.util.Locale;
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
        return page.data().objects().stream()
                .sorted(Comparator.comparing(object -> !isOrganization(object)))
                .flatMap(object -> page.data().valuesOf(object, "logo").stream())
                .map(logo -> pictureBehind(page, logo))
                .flatMap(address -> page.resolve(address).stream())
                .findFirst()
                .or(() -> page.data().microdata("logo").flatMap(page::resolve))
                .or(() -> page.meta("og:logo").flatMap(page::resolve))
                .or(() -> pictureCalledLogo(page));
    }

    /** Brands and partners have logos, too. */
    private static boolean isOrganization(JsonNode object) {
        return JsonLd.typesOf(object).stream()
                .anyMatch(type -> type.endsWith("Organization") || type.endsWith("Business"));
    }

    /** A logo may only be named, and be described elsewhere in the graph. */
    private static String pictureBehind(ParsedPage page, String logo) {
        return page.data().objects().stream()
                .filter(object -> object.path("@id").asText().equals(logo))
                .map(SitePictures::addressOf)
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(logo);
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
        String around = parent == null ? "" : parent.className() + " " + parent.id();
        String names =
                String.join(" ", picture.className(), picture.id(), picture.attr("alt"), picture.attr("src"), around);
        return names.toLowerCase(Locale.ROOT).contains("logo");
    }
}
