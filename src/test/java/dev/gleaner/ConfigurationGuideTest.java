package dev.gleaner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.SettingsSource.Setting;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** The tables of the guide to the configuration are made of the code: a comment in it says where which one belongs. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ConfigurationGuideTest {
    private static final Path GUIDE = Path.of("src", "docs", "configuration.md");
    private static final Path FOUND = Path.of("target", "configuration.md");
    private static final Pattern TABLE =
            Pattern.compile("(?s)(<!-- settings (gleaner[a-z.-]*) -->\n).*?(?=\n\n|\n\\z)");

    @Test
    void its_tables_are_those_of_the_code() throws IOException {
        Map<String, List<Setting>> settings = SettingsSource.read();
        String guide = Files.readString(GUIDE);

        String renewed = TABLE.matcher(guide)
                .replaceAll(place -> Matcher.quoteReplacement(
                        place.group(1) + table(settings.getOrDefault(place.group(2), List.of()))));

        if (!renewed.equals(guide)) {
            Files.writeString(FOUND, renewed);
        }
        assertThat(guide)
                .as("The settings have changed. Renew the guide: cp %s %s", FOUND, GUIDE)
                .isEqualTo(renewed);
    }

    @Test
    void it_has_a_place_for_each_mapping() throws IOException {
        Stream<String> places = TABLE.matcher(Files.readString(GUIDE)).results().map((MatchResult it) -> it.group(2));

        assertThat(places)
                .containsExactlyInAnyOrderElementsOf(SettingsSource.read().keySet());
    }

    @Test
    void its_environment_names_set_their_keys() throws IOException {
        assertThat(SettingsSource.read().values().stream().flatMap(List::stream))
                .allSatisfy(setting ->
                        assertThat(valueIn(setting.key())).as(setting.key()).isEqualTo("it"));
    }

    /** A key with a part that is free in it is only found where another source, or a mapping, names it. */
    private static String valueIn(String key) {
        return new SmallRyeConfigBuilder()
                .withSources(new EnvConfigSource(Map.of(environment(key), "it"), 300))
                .withDefaultValue(key, "not it")
                .build()
                .getConfigValue(key)
                .getValue();
    }

    private static String table(List<Setting> settings) {
        return settings.stream()
                .map(ConfigurationGuideTest::row)
                .collect(
                        Collectors.joining("\n", "| key | environment | default | meaning |\n|---|---|---|---|\n", ""));
    }

    private static String row(Setting setting) {
        String ifNotSet = setting.ifNotSet() == null ? "none" : "`" + setting.ifNotSet() + "`";
        return "| `%s` | `%s` | %s | %s |"
                .formatted(setting.key(), environment(setting.key()), ifNotSet, setting.meaning());
    }

    private static String environment(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
