package dev.gleaner.fetch;

import crawlercommons.robots.SimpleRobotRules.RobotRule;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A rule of a robots.txt as it is matched (RFC 9309 §2.2.2 and §2.2.3). The library's own matching takes the first place
 * that fits after an asterisk, so that {@code /*.gif$} misses {@code /a.gif.gif}, and knows no dollar sign but the last.
 *
 * @param path the pattern, percent-encoded like the paths it is held against
 * @param allow whether what matches may be fetched
 */
record RobotsPattern(String path, boolean allow) {
    /** The longest first; of two equally long ones that which allows. */
    static final Comparator<RobotsPattern> BY_PRECEDENCE = Comparator.<RobotsPattern>comparingInt(
                    it -> it.path().length())
            .thenComparing(RobotsPattern::allow)
            .reversed();

    private static final Pattern ESCAPE = Pattern.compile("%[0-9a-fA-F]{2}");
    private static final String UNRESERVED = "-._~";
    private static final String RESERVED = "!&'()*+,;=:@/?$";

    /** What a rule amounts to: one pattern, or two where an index page is allowed, which goes by its directory's name, too. */
    static Stream<RobotsPattern> of(RobotRule rule) {
        RobotsPattern itself = new RobotsPattern(pattern(rule.getPrefix()), rule.isAllow());
        int name = itself.path.lastIndexOf('/') + 1;
        return itself.allow && name > 0 && itself.path.startsWith("index.htm", name)
                ? Stream.of(itself, new RobotsPattern(itself.path.substring(0, name) + "$", true))
                : Stream.of(itself);
    }

    /** A dollar sign is special at the end only. */
    private static String pattern(String prefix) {
        String encoded = encoded(prefix);
        int last = encoded.length() - 1;
        return encoded.indexOf('$') < last
                ? encoded.substring(0, last).replace("$", "%24") + encoded.charAt(last)
                : encoded;
    }

    /** A path and query as patterns are held against it. */
    static String subject(String pathAndQuery) {
        return encoded(pathAndQuery).replace("*", "%2A").replace("$", "%24");
    }

    /** Everything percent-encoded, in upper case, that is not allowed in a path or query; nothing else. */
    static String encoded(String text) {
        StringBuilder encoded = new StringBuilder(text.length());
        Matcher escape = ESCAPE.matcher(text);
        for (int at = 0; at < text.length(); ) {
            int character = text.codePointAt(at);
            if (character == '%' && escape.region(at, text.length()).lookingAt()) {
                appendEscape(encoded, Integer.parseInt(text.substring(at + 1, at + 3), 16));
                at += 3;
            } else {
                append(encoded, character);
                at += Character.charCount(character);
            }
        }
        return encoded.toString();
    }

    private static void append(StringBuilder encoded, int character) {
        if (isUnreserved(character) || RESERVED.indexOf(character) >= 0) {
            encoded.append((char) character);
            return;
        }
        for (byte octet : Character.toString(character).getBytes(StandardCharsets.UTF_8)) {
            encoded.append(String.format(Locale.ROOT, "%%%02X", octet));
        }
    }

    private static void appendEscape(StringBuilder encoded, int octet) {
        encoded.append(isUnreserved(octet) ? Character.toString(octet) : String.format(Locale.ROOT, "%%%02X", octet));
    }

    private static boolean isUnreserved(int character) {
        return character < 128 && (Character.isLetterOrDigit(character) || UNRESERVED.indexOf(character) >= 0);
    }

    /** Whether it applies to a {@link #subject}. An empty pattern applies to nothing. */
    boolean matches(String subject) {
        boolean toTheEnd = path.endsWith("$");
        int end = path.length() - (toTheEnd ? 1 : 0);
        int asterisk = path.indexOf('*');
        int head = asterisk < 0 ? end : asterisk;
        if (path.isEmpty() || !subject.regionMatches(0, path, 0, head)) {
            return false;
        }
        return asterisk < 0
                ? !toTheEnd || subject.length() == head
                : goesOn(subject, head, path.substring(asterisk + 1, end), toTheEnd);
    }

    /** The first place for each piece leaves the most room for the next; the last one may have to stand at the end. */
    private static boolean goesOn(String subject, int from, String rest, boolean toTheEnd) {
        String[] pieces = rest.split("\\*", -1);
        int last = pieces.length - 1;
        int at = from;
        for (int i = 0; i < last && at >= 0; i++) {
            int found = subject.indexOf(pieces[i], at);
            at = found < 0 ? -1 : found + pieces[i].length();
        }
        if (at < 0) {
            return false;
        }
        return toTheEnd
                ? subject.length() - pieces[last].length() >= at && subject.endsWith(pieces[last])
                : subject.indexOf(pieces[last], at) >= 0;
    }
}
