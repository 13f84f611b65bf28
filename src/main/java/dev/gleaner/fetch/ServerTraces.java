package dev.gleaner.fetch;

import io.vertx.core.MultiMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What the head of an answer tells of the software behind it. The values of cookies are nobody's business and are left
 * behind, and so is all that a hostile server would fill memory with.
 */
final class ServerTraces {
    private static final int MOST_HEADERS = 60;
    private static final int LONGEST = 300;
    private static final String COOKIES = "set-cookie";

    private ServerTraces() {}

    static Map<String, String> of(MultiMap headers) {
        Map<String, String> traces = new LinkedHashMap<>();
        headers.forEach((name, value) -> {
            String header = cut(name.toLowerCase(Locale.ROOT));
            if (traces.size() < MOST_HEADERS || traces.containsKey(header)) {
                traces.merge(header, cut(header.equals(COOKIES) ? nameOfCookie(value) : value), ServerTraces::together);
            }
        });
        return Map.copyOf(traces);
    }

    private static String nameOfCookie(String cookie) {
        return cookie.split("=", 2)[0].strip();
    }

    private static String together(String known, String more) {
        return cut(known + ", " + more);
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(text.length(), LONGEST));
    }
}
