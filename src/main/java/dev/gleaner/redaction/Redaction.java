package dev.gleaner.redaction;

import java.util.List;
import java.util.regex.Pattern;

/** Takes secrets out of texts, by what they look like and by the words they stand beside. What is left can be read. */
public final class Redaction {
    private static final String STARS = "***";

    private record Rule(Pattern pattern, String replacement) {}

    /** In this order: what is told by its own look first, then what follows a telling word. */
    private static final List<Rule> RULES = List.of(
            // a JWT, whole or not
            rule("\\beyJ[\\w-]{5,}\\.[\\w-]+(?:\\.[\\w-]*)?", STARS),
            // our own keys and refresh tokens
            rule("\\bgl(?:nr|rt)_[\\w-]{8,}", STARS),
            // the hash of a password
            rule("\\$2[abxy]\\$\\d\\d\\$[./A-Za-z0-9]{53}", STARS),
            rule("(?i)\\b(Bearer|Basic)\\s+[\\w.~+/-]{8,}=*", "$1 " + STARS),
            // a URL's user-info
            rule("(?i)(\\b[a-z][a-z0-9+.-]{0,30}://)[^/\\s@?#\"'<>]+@", "$1" + STARS + "@"),
            rule(
                    "(?i)([\"']?\\b[\\w.-]{0,40}(?:password|passwd|secret|token|api[_-]?key|authorization|credentials?)[\"']?"
                            + "\\s{0,3}[:=]\\s{0,3})(?!(?:Bearer|Basic)\\s)"
                            + "(?:\"(?:[^\"\\\\]|\\\\.){1,4096}+\"|'[^']{1,4096}+'|[^\\s\"'&,;(){}\\[\\]<>|]{1,4096}+)",
                    "$1" + STARS));

    private Redaction() {}

    private static Rule rule(String pattern, String replacement) {
        return new Rule(Pattern.compile(pattern), replacement);
    }

    /** The text without what looks like a secret; the same object if there is none. */
    public static String of(String text) {
        String clean = text;
        for (Rule rule : RULES) {
            var found = rule.pattern().matcher(clean);
            if (found.find()) {
                clean = found.replaceAll(rule.replacement());
            }
        }
        return clean;
    }
}
