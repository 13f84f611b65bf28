package dev.gleaner.workflow.page;

import dev.gleaner.vocabulary.PageCategory;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The words of {@code page-categories.properties}. Two spellings of a phrase are one: case, accents and what separates
 * words do not count, and words such as “us”, “our” or “page” around it may be missing or there.
 */
final class CategoryWords {
    private static final int LONGEST = 200;
    private static final Pattern ACCENTS = Pattern.compile("[\\u0300-\\u036F]");

    /** Letters whose accent Unicode does not take off. */
    private static final Map<Character, String> INSEPARABLE =
            Map.of('ı', "i", 'ø', "o", 'ł', "l", 'đ', "d", 'ß', "ss", 'æ', "ae", 'œ', "oe");

    private static final Pattern SEPARATORS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

    private final Properties file = new Properties();
    private final Set<String> fillers = new HashSet<>();
    private final Map<String, Word> words = new HashMap<>();
    private final Map<String, String> exclusions = new HashMap<>();
    private final Map<String, String> excludedParameters = new HashMap<>();

    /** A phrase of the file and the category that it stands for. */
    record Word(String phrase, PageCategory category) {}

    CategoryWords() {
        try (InputStream stream = CategoryWords.class.getResourceAsStream("page-categories.properties")) {
            file.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        list("FILLERS").forEach(filler -> fillers.add(folded(filler)));
        file.stringPropertyNames().stream()
                .sorted()
                .filter(key -> key.contains("."))
                .forEach(this::learn);
    }

    private void learn(String key) {
        String subject = key.substring(0, key.indexOf('.'));
        String detail = key.substring(key.indexOf('.') + 1);
        switch (subject) {
            case "EXCLUDED" -> list(key).forEach(it -> exclusions.put(keyOf(it), detail));
            case "PARAMETERS" -> list(key).forEach(it -> excludedParameters.put(it, detail));
            default ->
                list(key).forEach(it -> words.putIfAbsent(keyOf(it), new Word(it, PageCategory.valueOf(subject))));
        }
    }

    private static String keyOf(String phrase) {
        return String.join("", tokensOf(phrase));
    }

    /** The entries of a key. */
    List<String> list(String key) {
        return Arrays.stream(file.getProperty(key, "").split(","))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .toList();
    }

    /**
     * What a phrase stands for as a whole; a phrase that only contains a known one stands for nothing: contact lenses
     * are no contact.
     *
     * @param siteWords words of the site's own name, which may stand around the phrase
     */
    Optional<Word> meaningOf(String phrase, Set<String> siteWords) {
        if (phrase.length() > LONGEST) {
            return Optional.empty();
        }
        List<String> tokens = tokensOf(phrase);
        return find(tokens)
                .or(() -> find(tokens.stream()
                        .filter(token -> !fillers.contains(token) && !siteWords.contains(token))
                        .collect(Collectors.toList())));
    }

    /** What a segment of a path is that nobody wants read: {@code cart}, {@code login} … */
    Optional<String> exclusionOf(String segment) {
        return segment.length() > LONGEST ? Optional.empty() : Optional.ofNullable(exclusions.get(keyOf(segment)));
    }

    /** The same for the name of a parameter. */
    Optional<String> exclusionOfParameter(String name) {
        return Optional.ofNullable(excludedParameters.get(name));
    }

    private Optional<Word> find(List<String> tokens) {
        return Optional.ofNullable(words.get(String.join("", tokens)));
    }

    static List<String> tokensOf(String phrase) {
        return SEPARATORS
                .splitAsStream(folded(phrase))
                .filter(token -> !token.isEmpty())
                .toList();
    }

    private static String folded(String text) {
        String apart = Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFKD);
        StringBuilder folded = new StringBuilder();
        for (char letter : ACCENTS.matcher(apart).replaceAll("").toCharArray()) {
            folded.append(INSEPARABLE.getOrDefault(letter, String.valueOf(letter)));
        }
        return Normalizer.normalize(folded, Normalizer.Form.NFC);
    }
}
