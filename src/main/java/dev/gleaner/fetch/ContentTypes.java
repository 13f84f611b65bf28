package dev.gleaner.fetch;

import java.util.Set;
import java.util.regex.Pattern;

/** The media types that are of use for something; {@code *} stands for any type, or any subtype. */
final class ContentTypes {
    private static final Pattern NAME = Pattern.compile("(\\*|[a-z0-9.+-]+)/(\\*|[a-z0-9.+-]+)");

    private final Set<String> names;

    ContentTypes(Set<String> names) {
        this.names = Set.copyOf(names);
    }

    /** Whether this is a media type as the settings spell them. */
    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** Whether an answer of this type may be read; where the server does not know, only the body can tell. */
    boolean accept(MediaType type) {
        String name = type.name();
        return type.isUnknown()
                || names.contains(name)
                || names.contains(name.substring(0, name.indexOf('/')) + "/*")
                || names.contains("*/*");
    }
}
