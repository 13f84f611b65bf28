package dev.gleaner.workflow.domain;

import dev.gleaner.address.WebUrl;
import dev.gleaner.markup.ParsedPage;
import dev.gleaner.vocabulary.ContactKind;
import dev.gleaner.workflow.contact.ContactExtractor;
import dev.gleaner.workflow.contact.FoundContact;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a home page: what the site says about itself, and where it leads. */
@ApplicationScoped
public class HomePageReader {
    private static final int MOST_CONTACTS = 20;

    /** Addresses that nobody answers are no way to reach a site. */
    private static final double SURE_ENOUGH = 0.5;

    private final ContactExtractor contacts;
    private final TechnologyRules technologies = new TechnologyRules();

    HomePageReader(ContactExtractor contacts) {
        this.contacts = contacts;
    }

    /**
     * Reads a parsed home page.
     *
     * @param headers what came with it and tells of the server's software
     */
    public HomePage read(ParsedPage page, Map<String, String> headers) {
        return new HomePage(
                metadataOf(page, headers),
                HomePageLinks.sitemaps(page),
                HomePageLinks.feeds(page),
                HomePageLinks.pages(page));
    }

    private SiteMetadata metadataOf(ParsedPage page, Map<String, String> headers) {
        List<FoundContact> found = contacts.extract(page).stream()
                .filter(contact -> contact.confidence() >= SURE_ENOUGH)
                .sorted(Comparator.comparingDouble(FoundContact::confidence).reversed())
                .toList();
        return new SiteMetadata(
                page.title().orElse(null),
                page.description().orElse(null),
                page.language().orElse(null),
                page.canonicalUrl().map(WebUrl::toString).orElse(null),
                SitePictures.favicon(page).map(WebUrl::toString).orElse(null),
                SitePictures.logo(page).map(WebUrl::toString).orElse(null),
                page.meta("generator").orElse(null),
                technologies.namesFor(page, headers),
                valuesOf(found, ContactKind.EMAIL),
                valuesOf(found, ContactKind.PHONE),
                profilesOf(found),
                page.metaBehind("og:"),
                page.metaBehind("twitter:"),
                OrganizationReader.read(page).orElse(null),
                HomePageLinks.feeds(page).stream().map(WebUrl::toString).toList(),
                HomePageLinks.alternates(page));
    }

    private static List<String> valuesOf(List<FoundContact> found, ContactKind kind) {
        return found.stream()
                .filter(contact -> contact.kind() == kind)
                .map(FoundContact::value)
                .distinct()
                .limit(MOST_CONTACTS)
                .toList();
    }

    private static Map<String, String> profilesOf(List<FoundContact> found) {
        Map<String, String> profiles = new LinkedHashMap<>();
        found.stream()
                .filter(contact -> contact.kind() == ContactKind.SOCIAL)
                .forEach(contact -> profiles.putIfAbsent(contact.label(), contact.value()));
        return profiles;
    }
}
