package dev.gleaner.workflow.sitemap;

import dev.gleaner.address.WebUrl;
import dev.gleaner.markup.CharacterTable;
import dev.gleaner.vocabulary.ChangeFrequency;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What has been read of one entry so far, as the document spells it; the last word counts unless said otherwise. */
final class EntryDraft {
    /** White space in the sense of people: also no-break spaces, zero-width ones and stray byte order marks. */
    private static final CharacterTable EDGES = CharacterTable.of(
            character -> "\t\n\u000B\f\r \u00A0\u1680\u180E\u200B\u202F\u205F\u3000\uFEFF".indexOf(character) >= 0
                    || character >= 0x2000 && character <= 0x200A);

    /** What may be meant as a relative address. Everything resolves, so words between tags would become pages. */
    private static final Pattern REFERENCE = Pattern.compile("[/.?\\p{Alnum}]\\S*");

    /** Short, as a long exponent would cost more than the whole document. */
    private static final Pattern NUMBER = Pattern.compile("[+-]?(?:\\d{1,9}(?:\\.\\d{0,9})?|\\.\\d{1,9})");

    private String location = "";
    private String otherLocation = "";
    private Optional<Instant> lastModified = Optional.empty();
    private Optional<Instant> published = Optional.empty();
    private Optional<ChangeFrequency> changeFrequency = Optional.empty();
    private Optional<Double> priority = Optional.empty();

    void locate(String text) {
        location = text;
    }

    /** The first one counts. */
    void locateFirst(String text) {
        location = location.isEmpty() ? text : location;
    }

    /** An address that counts if there is no better one. */
    void locateOtherwise(String text) {
        otherLocation = text;
    }

    boolean isLocated() {
        return !location.isEmpty() || !otherLocation.isEmpty();
    }

    /** How many characters the document spends on the address. */
    int length() {
        return location.isEmpty() ? otherLocation.length() : location.length();
    }

    void modified(String text) {
        lastModified = LastModified.parse(trimmed(text));
    }

    /** A date that counts if there is no better one. */
    void modifiedAtLeast(String text) {
        published = LastModified.parse(trimmed(text));
    }

    void changes(String text) {
        String word = trimmed(text).toUpperCase(Locale.ROOT);
        changeFrequency = Arrays.stream(ChangeFrequency.values())
                .filter(frequency -> frequency.name().equals(word))
                .findFirst();
    }

    void weigh(String text) {
        priority = Optional.of(trimmed(text).replace(',', '.'))
                .filter(number -> NUMBER.matcher(number).matches())
                .map(number -> new BigDecimal(number).doubleValue())
                .map(number -> Math.max(0.0, Math.min(1.0, number)));
    }

    /** The entry, or empty if there is no web address in it. */
    Optional<SitemapEntry> entry(WebUrl base) {
        return address(location.isEmpty() ? otherLocation : location, base)
                .map(url -> new SitemapEntry(url, lastModified.or(() -> published), changeFrequency, priority));
    }

    /** Escaping twice is so common that {@code &amp;} in an address is never meant literally. */
    private static Optional<WebUrl> address(String text, WebUrl base) {
        String spelled = trimmed(text).replace("&amp;", "&");
        return WebUrl.parse(spelled)
                .or(() -> REFERENCE.matcher(spelled).matches() ? relative(spelled, base) : Optional.empty());
    }

    private static Optional<WebUrl> relative(String reference, WebUrl base) {
        boolean forgotTheScheme =
                reference.regionMatches(true, 0, "www.", 0, 4) || reference.startsWith(base.host() + "/");
        return base.resolve(forgotTheScheme ? "//" + reference : reference);
    }

    private static String trimmed(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && EDGES.contains(text.charAt(start))) {
            start++;
        }
        while (end > start && EDGES.contains(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }
}
