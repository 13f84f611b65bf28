package dev.gleaner.workflow.domain;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What a site says about itself. Texts and addresses are null if it does not say; lists and maps are never null.
 *
 * @param title of the home page
 * @param description for search engines
 * @param language BCP 47
 * @param canonicalUrl of the home page
 * @param faviconUrl the icon that the home page names; none is guessed
 * @param logoUrl the logo of the organisation
 * @param generator the software that made the page, in its own words
 * @param technologies names of what the page is made with
 * @param emails the surest first
 * @param phones E.164, the surest first
 * @param social the site's profile for each network; those of {@link #NETWORKS} are always there, null if unknown
 * @param openGraph the {@code og:} properties, by their name without the prefix
 * @param twitter the {@code twitter:} properties, by their name without the prefix
 * @param organization who stands behind the site, as its structured data says; null if it does not
 * @param feeds addresses of RSS and Atom feeds
 * @param alternates the home page in other languages
 */
@JsonIgnoreProperties(ignoreUnknown = true) // a replica of the next version may have written more
public record SiteMetadata(
        String title,
        String description,
        String language,
        String canonicalUrl,
        String faviconUrl,
        String logoUrl,
        String generator,
        List<String> technologies,
        List<String> emails,
        List<String> phones,
        Map<String, String> social,
        Map<String, String> openGraph,
        Map<String, String> twitter,
        Organization organization,
        List<String> feeds,
        List<Alternate> alternates) {

    /** The networks that every site is asked for. */
    static final List<String> NETWORKS = List.of("facebook", "x", "linkedin", "instagram", "youtube");

    /** Of a site that has not been visited. */
    static final SiteMetadata UNKNOWN = new SiteMetadata(
            null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);

    /** Also reads what an earlier version wrote: what it did not know is empty. */
    public SiteMetadata {
        technologies = listOf(technologies);
        emails = listOf(emails);
        phones = listOf(phones);
        social = everyNetwork(mapOf(social));
        openGraph = mapOf(openGraph);
        twitter = mapOf(twitter);
        feeds = listOf(feeds);
        alternates = listOf(alternates);
    }

    /**
     * The home page in another language.
     *
     * @param hreflang BCP 47, or {@code x-default}
     * @param url its address
     */
    public record Alternate(String hreflang, String url) {}

    /** Whether the home page said nothing at all, as one under maintenance may. */
    boolean isSilent() {
        return Stream.of(title, description, canonicalUrl, logoUrl, generator, organization)
                        .allMatch(Objects::isNull)
                && Stream.of(technologies, emails, phones, feeds, alternates).allMatch(List::isEmpty)
                && Stream.of(openGraph, twitter).allMatch(Map::isEmpty)
                && social.values().stream().allMatch(Objects::isNull);
    }

    private static <T> List<T> listOf(List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    private static Map<String, String> mapOf(Map<String, String> map) {
        return map == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    private static Map<String, String> everyNetwork(Map<String, String> known) {
        Map<String, String> every = new LinkedHashMap<>();
        NETWORKS.forEach(network -> every.put(network, known.get(network)));
        known.forEach(every::putIfAbsent);
        return Collections.unmodifiableMap(every);
    }
}
