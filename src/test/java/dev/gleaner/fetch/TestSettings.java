package dev.gleaner.fetch;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;

/** The real settings with their real defaults, and what a test changes of them. */
final class TestSettings {
    private TestSettings() {}

    static FetchSettings defaults() {
        return with(Map.of());
    }

    /** Keys without their prefix. */
    static FetchSettings with(Map<String, String> changes) {
        Map<String, String> values = new HashMap<>();
        changes.forEach((key, value) -> values.put("gleaner.fetch." + key, value));
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .addDefaultInterceptors()
                .withMapping(FetchSettings.class)
                .withDefaultValues(values)
                .build()
                .getConfigMapping(FetchSettings.class);
    }
}
