package dev.gleaner.workflow.contact;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Properties;
import java.util.Set;

/** Word lists that lie beside the classes, so that a new word needs no code: {@code key = one, two, three}. */
final class RuleFile {
    private final Properties rules = new Properties();

    private RuleFile() {}

    static RuleFile load(String name) {
        RuleFile file = new RuleFile();
        try (InputStream stream = RuleFile.class.getResourceAsStream(name)) {
            file.rules.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return file;
    }

    /** The words of a key, in the order of the file. */
    Set<String> words(String key) {
        Set<String> words = new LinkedHashSet<>();
        Arrays.stream(text(key).split(","))
                .map(String::strip)
                .filter(it -> !it.isEmpty())
                .forEach(words::add);
        return words;
    }

    /** The whole value of a key. */
    String text(String key) {
        return rules.getProperty(key, "").strip();
    }
}
