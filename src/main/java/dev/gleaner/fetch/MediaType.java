package dev.gleaner.fetch;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code Content-Type} says.
 *
 * @param name type and subtype in lower case; empty if there is no usable one
 * @param charset the charset parameter, as sent
 */
record MediaType(String name, Optional<String> charset) {
    /** What servers send that don't know (WHATWG MIME Sniffing §7). */
    private static final Set<String> UNKNOWN = Set.of("", "unknown/unknown", "application/unknown", "*/*");

    private static final Pattern CHARSET =
            Pattern.compile(";\\s*charset\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)'|([^\\s;,\"']+))", Pattern.CASE_INSENSITIVE);

    static MediaType parse(String header) {
        if (header == null) {
            return new MediaType("", Optional.empty());
        }
        String name = header.split("[;,]", 2)[0].strip().toLowerCase(Locale.ROOT);
        return new MediaType(name.indexOf('/') > 0 ? name : "", charset(header));
    }

    private static Optional<String> charset(String header) {
        Matcher matcher = CHARSET.matcher(header);
        if (!matcher.find()) {
            return Optional.empty();
        }
        for (int group = 1; group <= matcher.groupCount(); group++) {
            if (matcher.group(group) != null) {
                return Optional.of(matcher.group(group).strip()).filter(it -> !it.isEmpty());
            }
        }
        return Optional.empty();
    }

    /** Whether only the body can tell. */
    boolean isUnknown() {
        return UNKNOWN.contains(name);
    }
}
