package dev.gleaner.fetch;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A robots.txt, reduced to the lines that say something and spelled so that the parser cannot misread them (RFC 9309
 * §2.2). The parser would also end lines at characters that are none of the three line ends, strip what looks like HTML
 * from the midst of a path, miss the group of {@code User-agent: * somebody}, and drop a delay of more than nine digits.
 *
 * @param lines in the order of the file
 */
record RobotsText(List<Line> lines) {
    private static final String USER_AGENT = "user-agent";
    private static final String DISALLOW = "disallow";
    private static final String CRAWL_DELAY = "crawl-delay";
    private static final String SITEMAP = "sitemap";
    private static final Set<String> RULES = Set.of("allow", DISALLOW);

    /** What people write and mean; the misspellings that the large search engines understand, too. */
    private static final Map<String, String> FIELDS = Map.ofEntries(
            Map.entry(USER_AGENT, USER_AGENT),
            Map.entry("useragent", USER_AGENT),
            Map.entry("user agent", USER_AGENT),
            Map.entry("allow", "allow"),
            Map.entry(DISALLOW, DISALLOW),
            Map.entry("dissallow", DISALLOW),
            Map.entry("dissalow", DISALLOW),
            Map.entry("disalow", DISALLOW),
            Map.entry("diasllow", DISALLOW),
            Map.entry("disallaw", DISALLOW),
            Map.entry("desallow", DISALLOW),
            Map.entry(CRAWL_DELAY, CRAWL_DELAY),
            Map.entry("crawldelay", CRAWL_DELAY),
            Map.entry("crawl delay", CRAWL_DELAY),
            Map.entry(SITEMAP, SITEMAP),
            Map.entry("site-map", SITEMAP));

    private static final Pattern VALUE = Pattern.compile("\\s*+(.*+)");
    private static final String SPACES = " \t\n\u000B\f\r";
    private static final Pattern WITHOUT_COLON = Pattern.compile("(\\S+)\\s+(\\S+)");
    private static final Pattern PRODUCT_TOKEN = Pattern.compile("[A-Za-z_-]+");
    private static final Pattern EVERYBODY = Pattern.compile("\\*(?:\\s.*)?");

    /** Possessive: zeros that may be of either part would be divided in every way, which takes minutes for a long line. */
    private static final Pattern NUMBER = Pattern.compile("0*+(\\d*+)((?:\\.\\d*+)?)");

    private static final String VERY_LONG = "999999999";

    /** What a name becomes that begins with no product token: the name of nobody. */
    private static final String NOBODY = "0";

    /**
     * A line with a field that is understood.
     *
     * @param number counted from 1
     * @param text the line as it stands there, without its comment
     * @param field the name of the field, in lower case and spelled rightly
     * @param value its value in the parser's spelling
     */
    record Line(int number, String text, String field, String value) {
        boolean isUserAgent() {
            return field.equals(USER_AGENT);
        }

        boolean isRule() {
            return RULES.contains(field);
        }
    }

    /** Reads at most so many bytes; of a file that is cut there, the last line may be half a rule and does not count. */
    static RobotsText of(byte[] bytes, long maxBytes) {
        boolean cut = bytes.length >= maxBytes;
        String text = withoutByteOrderMark(
                new String(bytes, 0, (int) Math.min(bytes.length, maxBytes), StandardCharsets.UTF_8));
        return new RobotsText(lines(cut ? text.substring(0, lastLineEnd(text)) : text));
    }

    private static String withoutByteOrderMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static int lastLineEnd(String text) {
        return 1 + Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'));
    }

    private static List<Line> lines(String text) {
        List<Line> lines = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            line(number, line).ifPresent(lines::add);
        }
        return List.copyOf(lines);
    }

    private static Optional<Line> line(int number, String whole) {
        int comment = whole.indexOf('#');
        String text = (comment < 0 ? whole : whole.substring(0, comment)).strip();
        int colon = text.indexOf(':');
        return colon < 0 ? withoutColon(number, text) : withColon(number, text, colon);
    }

    private static Optional<Line> withoutColon(int number, String text) {
        Matcher pair = WITHOUT_COLON.matcher(text);
        return pair.matches() ? line(number, text, pair.group(1), pair.group(2)) : Optional.empty();
    }

    /** Split by hand: a pattern for the whole line tries each of the spaces before the colon as the first of them. */
    private static Optional<Line> withColon(int number, String text, int colon) {
        int end = colon;
        while (end > 0 && SPACES.indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        Matcher value = VALUE.matcher(text.substring(colon + 1));
        return value.matches() ? line(number, text, text.substring(0, end), value.group(1)) : Optional.empty();
    }

    private static Optional<Line> line(int number, String text, String name, String written) {
        return Optional.ofNullable(FIELDS.get(name.toLowerCase(Locale.ROOT)))
                .flatMap(field -> value(field, written).map(value -> new Line(number, text, field, value)));
    }

    private static Optional<String> value(String field, String value) {
        return switch (field) {
            case USER_AGENT -> Optional.of(agent(value));
            case CRAWL_DELAY -> delay(value);
            case SITEMAP -> Optional.of(value);
            default -> Optional.of(RobotsPattern.encoded(value));
        };
    }

    private static String agent(String value) {
        return EVERYBODY.matcher(value).matches() ? "*" : productToken(value).orElse(NOBODY);
    }

    /** The product token that a user agent's name begins with, in lower case. */
    static Optional<String> productToken(String agent) {
        Matcher token = PRODUCT_TOKEN.matcher(agent);
        return token.lookingAt() ? Optional.of(token.group().toLowerCase(Locale.ROOT)) : Optional.empty();
    }

    /** Seconds; empty if it is no such number. */
    private static Optional<String> delay(String value) {
        Matcher number = NUMBER.matcher(value);
        if (!number.matches() || value.isEmpty() || value.equals(".")) {
            return Optional.empty();
        }
        String whole = number.group(1);
        return Optional.of(whole.length() > VERY_LONG.length() ? VERY_LONG : "0" + whole + number.group(2));
    }

    /** The sitemaps it names, as they are written. */
    List<String> sitemaps() {
        return lines.stream()
                .filter(line -> line.field().equals(SITEMAP))
                .map(Line::value)
                .toList();
    }

    /** What the parser gets to see. */
    byte[] canonical() {
        StringBuilder text = new StringBuilder();
        lines.stream()
                .filter(line -> !line.field().equals(SITEMAP))
                .forEach(line -> text.append(line.field())
                        .append(": ")
                        .append(line.value())
                        .append('\n'));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
