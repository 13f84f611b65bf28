package dev.gleaner.database;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;

/** Settings for tests that start no service: the defaults, but for what is given. */
final class TestSettings {
    private static final int BEFORE_THE_BUILT_IN_ONE = 200;

    private TestSettings() {}

    static DatabaseSettings with(Map<String, String> given) {
        return new SmallRyeConfigBuilder()
                .withConverter(Duration.class, BEFORE_THE_BUILT_IN_ONE, new DurationConverter())
                .withMapping(DatabaseSettings.class)
                .withSources(new PropertiesConfigSource(given, "test", 500))
                .build()
                .getConfigMapping(DatabaseSettings.class);
    }
}
