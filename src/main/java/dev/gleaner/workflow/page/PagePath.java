package dev.gleaner.workflow.page;

import dev.gleaner.address.WebUrl;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The part of an address that tells what a page is about: decoded, without the edition in front ({@code /en-GB/}) and
 * without file names that every directory has ({@code index.html}).
 *
 * @param segments what is left, without suffix
 * @param suffix of the last segment's file name, in lower case; empty if it has none
 */
record PagePath(List<String> segments, String suffix) {
    private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final Pattern EDITION = Pattern.compile("([a-zA-Z]{2})(?:[-_](?:([a-zA-Z]{2})|Han[st]|Latn|Cyrl))?");
    private static final Pattern INDEX =
            Pattern.compile("(?:index|default|home|start|welcome)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern FILE = Pattern.compile("(.{1,200}?)\\.([A-Za-z][A-Za-z0-9]{1,4})");
    private static final Pattern VIEWS =
            Pattern.compile("page|page_id|p|view|site|seite|section|action|route|content|do|q|id");

    static PagePath of(WebUrl url) {
        List<String> segments = new ArrayList<>();
        Arrays.stream(url.path().split("/"))
                .filter(segment -> !segment.isEmpty())
                .map(PagePath::decoded)
                .forEach(segments::add);
        if (!segments.isEmpty() && isEdition(segments.get(0))) {
            segments.remove(0);
        }
        String suffix = segments.isEmpty() ? "" : cutSuffix(segments);
        if (!segments.isEmpty()
                && INDEX.matcher(segments.get(segments.size() - 1)).matches()) {
            segments.remove(segments.size() - 1);
        }
        return new PagePath(List.copyOf(segments), suffix);
    }

    /** How many segments the path of an address has, all of them counted. */
    static int depthOf(WebUrl url) {
        return (int) Arrays.stream(url.path().split("/"))
                .filter(segment -> !segment.isEmpty())
                .count();
    }

    /** {@code en}, {@code de-AT}, {@code us}; but {@code om-os} is Danish for “about us”. */
    private static boolean isEdition(String segment) {
        var edition = EDITION.matcher(segment);
        return edition.matches()
                && (edition.group(2) == null || isCountry(edition.group(2)))
                && (LANGUAGES.contains(edition.group(1).toLowerCase(Locale.ROOT)) || isCountry(edition.group(1)));
    }

    private static boolean isCountry(String code) {
        return COUNTRIES.contains(code.toUpperCase(Locale.ROOT));
    }

    private static String cutSuffix(List<String> segments) {
        int last = segments.size() - 1;
        var file = FILE.matcher(segments.get(last));
        if (!file.matches()) {
            return "";
        }
        segments.set(last, file.group(1));
        return file.group(2).toLowerCase(Locale.ROOT);
    }

    /** What a query says which page is meant: {@code /index.php?page=contact}. */
    static Optional<String> pageInQuery(WebUrl url) {
        return parameters(url)
                .filter(parameter ->
                        parameter.length == 2 && VIEWS.matcher(parameter[0]).matches())
                .map(parameter -> decoded(parameter[1]))
                .findFirst();
    }

    /** The names of the parameters in a query. */
    static List<String> parametersOf(WebUrl url) {
        return parameters(url).map(parameter -> decoded(parameter[0])).toList();
    }

    private static Stream<String[]> parameters(WebUrl url) {
        String[] parts = url.pathAndQuery().split("\\?", 2);
        return Arrays.stream(parts.length < 2 ? new String[0] : parts[1].split("&"))
                .map(parameter -> parameter.split("=", 2));
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            return text;
        }
    }

    boolean isHome() {
        return segments.isEmpty();
    }

    String last() {
        return segments.get(segments.size() - 1);
    }
}
