package dev.gleaner.workflow.domain;

import java.util.List;
import java.util.Map;

/**
 * What a site says about itself. Texts and addresses are null if it does not say.
 *
 * @param title of the home page
 * @param description for search engines
 * @param language BCP 47
 * @param canonicalUrl of the home page
 * @param faviconUrl the icon that the home page names
 * @param logoUrl the logo of the organisation
 * @param generator the software that made the page, in its own words
 * @param technologies names of what the page is made with
 * @param emails the surest first
 * @param phones E.164, the surest first
 * @param social the site's profile for each network
 */
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
        Map<String, String> social) {

    /** Of a site that has not been visited. */
    static final SiteMetadata UNKNOWN =
            new SiteMetadata(null, null, null, null, null, null, null, List.of(), List.of(), List.of(), Map.of());
}
