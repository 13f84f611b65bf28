package dev.gleaner.workflow.sitemap;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A start tag as a grammar sees it. Namespace declarations do not matter, prefixes do: too many sitemaps declare the
 * wrong namespace, none at all, or forget to, and still every {@code image:loc} differs from its {@code url} by prefix.
 *
 * @param prefix the namespace prefix, in lower case; empty if there is none
 * @param name the local name, in lower case
 * @param attributes those of {@link #ATTRIBUTES} that are there, names in lower case
 */
record Tag(String prefix, String name, Map<String, String> attributes) {
    /** The only attributes that any grammar asks for, without prefix. */
    static final Set<String> ATTRIBUTES = Set.of("href", "rel", "ispermalink");

    /** The tag with this name, prefix included. */
    static Tag of(String qualifiedName, Map<String, String> attributes) {
        String name = qualifiedName.toLowerCase(Locale.ROOT);
        int colon = name.indexOf(':');
        return new Tag(colon < 0 ? "" : name.substring(0, colon), name.substring(colon + 1), attributes);
    }

    boolean is(Tag other) {
        return name.equals(other.name) && prefix.equals(other.prefix);
    }

    String attribute(String attributeName) {
        return attributes.getOrDefault(attributeName, "");
    }
}
