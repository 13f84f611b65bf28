package dev.gleaner.fetch;

import dev.gleaner.address.WebUrl;
import java.util.Locale;

/**
 * An operator's decision that a host lives at a fixed address.
 *
 * @param pattern a host, or {@code *.} and what it ends in, or {@code *}
 * @param target scheme, address and port that the wire uses
 */
record ResolveRule(String pattern, WebUrl target) {

    /**
     * Reads {@code *.test=http://127.0.0.1:9001}.
     *
     * @throws IllegalStateException with a sentence for the operator if it is none
     */
    static ResolveRule parse(String text) {
        int equals = text.indexOf('=');
        String pattern = equals < 0 ? "" : text.substring(0, equals).strip().toLowerCase(Locale.ROOT);
        return WebUrl.parse(text.substring(equals + 1))
                .filter(target -> pattern.matches("\\*|(\\*\\.)?[^*/:\\s]+")
                        && target.pathAndQuery().equals("/"))
                .map(target -> new ResolveRule(pattern, target))
                .orElseThrow(
                        () -> new IllegalStateException("gleaner.fetch.resolve (GLEANER_FETCH_RESOLVE) is a list of"
                                + " host=scheme://address:port, such as *.test=http://127.0.0.1:9001, but has: "
                                + text));
    }

    boolean matches(String host) {
        if (pattern.equals("*")) {
            return true;
        }
        return pattern.startsWith("*.") ? host.endsWith(pattern.substring(1)) : host.equals(pattern);
    }

    boolean isExact() {
        return !pattern.startsWith("*");
    }
}
