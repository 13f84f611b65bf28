package dev.gleaner.identity;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;

/** The settings as they are when nobody sets anything. */
final class DefaultSettings {
    private static final int BEFORE_THE_BUILT_IN_ONE = 200;

    private DefaultSettings() {}

    static IdentitySettings identity() {
        return new SmallRyeConfigBuilder()
                .withConverter(Duration.class, BEFORE_THE_BUILT_IN_ONE, new DurationConverter())
                .withMapping(IdentitySettings.class)
                .build()
                .getConfigMapping(IdentitySettings.class);
    }
}
