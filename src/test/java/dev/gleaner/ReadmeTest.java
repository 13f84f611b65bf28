package dev.gleaner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.database.DatabaseSettings;
import dev.gleaner.fetch.FetchSettings;
import dev.gleaner.http.HttpSettings;
import dev.gleaner.identity.AdminSettings;
import dev.gleaner.identity.IdentitySettings;
import dev.gleaner.identity.OutsideSettings;
import dev.gleaner.pipeline.PipelineSettings;
import dev.gleaner.quota.QuotaSettings;
import dev.gleaner.workflow.price.StockSettings;
import dev.gleaner.workflow.sitemap.SitemapSettings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.WithDefault;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** The README names every setting of the service, with the default it really has. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ReadmeTest {
    private static final List<Class<?>> MAPPINGS = List.of(
            DatabaseSettings.class,
            FetchSettings.class,
            PipelineSettings.class,
            IdentitySettings.class,
            OutsideSettings.class,
            QuotaSettings.class,
            AdminSettings.class,
            HttpSettings.class,
            SitemapSettings.class,
            StockSettings.class);
    private static final Pattern ROW = Pattern.compile(
            "^\\| `(gleaner\\.[^`]+)` \\| `([^`]+)` \\| (`[^`]*`|none) \\| (?<meaning>.+) \\|$", Pattern.MULTILINE);

    @Test
    void its_tables_have_every_key_with_its_default_and_no_other() throws IOException {
        assertThat(rows()).map(row -> row.key() + " = " + row.ifNotSet()).containsExactlyElementsOf(settings());
    }

    @Test
    void no_mapping_is_forgotten() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            assertThat(sources.filter(ReadmeTest::isMapping)
                            .map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(MAPPINGS.stream()
                            .map(mapping -> mapping.getSimpleName() + ".java")
                            .toList());
        }
    }

    @Test
    void its_environment_names_set_their_keys() throws IOException {
        assertThat(rows())
                .allSatisfy(row -> assertThat(valueIn(row)).as(row.key()).isEqualTo("it"));
    }

    /** A key with a part that is free in it is only found where another source, or a mapping, names it. */
    private static String valueIn(Row row) {
        return new SmallRyeConfigBuilder()
                .withSources(new EnvConfigSource(Map.of(row.environment(), "it"), 300))
                .withDefaultValue(row.key(), "not it")
                .build()
                .getConfigValue(row.key())
                .getValue();
    }

    private static boolean isMapping(Path source) {
        try {
            return source.toString().endsWith(".java")
                    && Files.readString(source).contains("@ConfigMapping(");
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static List<Row> rows() throws IOException {
        return ROW.matcher(Files.readString(Path.of("README.md")))
                .results()
                .map(row -> new Row(row.group(1), row.group(2), row.group(3)))
                .toList();
    }

    private static List<String> settings() throws IOException {
        List<String> all = MAPPINGS.stream()
                .flatMap(mapping -> settingsOf(
                        mapping, mapping.getAnnotation(ConfigMapping.class).prefix()))
                .toList();
        List<String> order = rows().stream().map(Row::key).toList();
        return all.stream()
                .sorted((one, other) -> Integer.compare(place(order, one), place(order, other)))
                .toList();
    }

    /** Reflection knows no order; what the README lacks comes last. */
    private static int place(List<String> order, String setting) {
        int place = order.indexOf(setting.split(" = ", 2)[0]);
        return place < 0 ? order.size() : place;
    }

    private static Stream<String> settingsOf(Class<?> mapping, String prefix) {
        return Arrays.stream(mapping.getDeclaredMethods())
                .filter(method -> !method.isDefault() && !method.isSynthetic())
                .flatMap(method -> settingsOf(method, prefix + "." + kebab(method.getName())));
    }

    private static Stream<String> settingsOf(Method method, String key) {
        Type type = method.getGenericReturnType();
        if (type instanceof ParameterizedType map && map.getRawType() == Map.class) {
            Class<?> value = (Class<?>) map.getActualTypeArguments()[1];
            return isGroup(value) ? settingsOf(value, key + ".page") : Stream.of(key + ".\"shop.example\" = none");
        }
        return isGroup(method.getReturnType())
                ? settingsOf(method.getReturnType(), key)
                : Stream.of(key + " = " + defaultOf(method));
    }

    private static boolean isGroup(Class<?> type) {
        return type.isInterface() && type.getName().startsWith("dev.gleaner.");
    }

    private static String defaultOf(Method method) {
        return Optional.ofNullable(method.getAnnotation(WithDefault.class))
                .map(given -> "`" + given.value() + "`")
                .orElse("none");
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private record Row(String key, String environment, String ifNotSet) {}
}
