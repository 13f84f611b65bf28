package dev.gleaner.database;

import dev.gleaner.vocabulary.PoolerProfile;
import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Turns {@code DATABASE_URL} and the pooler profile into the settings of the drivers. Its ordinal is low on purpose: who
 * overrides one of them wins, and {@link PoolerGuard} then refuses the start with the reason.
 */
public class DatabaseConfigSource implements ConfigSourceFactory {
    private static final int BELOW_APPLICATION_PROPERTIES = 150;
    private static final String REACTIVE = "quarkus.datasource.reactive.";
    private static final String MIGRATIONS = "quarkus.datasource.migrations.";

    @Override
    public OptionalInt getPriority() {
        return OptionalInt.of(BELOW_APPLICATION_PROPERTIES);
    }

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        Optional<String> url = value(context, "DATABASE_URL");
        Optional<String> embedded = value(context, EmbeddedDatabase.URL_PROPERTY);
        Map<String, String> settings = new HashMap<>();
        url.or(() -> embedded).map(DatabaseUrl::parse).ifPresent(it -> {
            reactive(settings, it, value(context, "gleaner.database.pool-size").orElse("5"));
            profile(settings, profile(context, url.isPresent()));
            value(context, "GLEANER_MIGRATIONS_URL")
                    .map(DatabaseUrl::parse)
                    .ifPresentOrElse(direct -> migrations(settings, direct), () -> migrations(settings, it));
        });
        return List.of(new PropertiesConfigSource(settings, "DATABASE_URL", BELOW_APPLICATION_PROPERTIES));
    }

    private static PoolerProfile profile(ConfigSourceContext context, boolean given) {
        return value(context, "gleaner.database.pooler")
                .map(DatabaseConfigSource::profile)
                .orElse(given ? PoolerProfile.TRANSACTION : PoolerProfile.NONE);
    }

    private static PoolerProfile profile(String word) {
        return Arrays.stream(PoolerProfile.values())
                .filter(it -> it.name().equalsIgnoreCase(word.strip()))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException(
                        "gleaner.database.pooler has to be transaction or none, not " + word));
    }

    private static void reactive(Map<String, String> settings, DatabaseUrl url, String poolSize) {
        settings.put(REACTIVE + "url", url.reactiveUrl());
        settings.put(REACTIVE + "max-size", poolSize);
        settings.put(REACTIVE + "reconnect-attempts", "3");
        settings.put(REACTIVE + "reconnect-interval", "1s");
        settings.put(REACTIVE + "idle-timeout", "45s");
        settings.put(REACTIVE + "max-lifetime", "20m");
        url.user().ifPresent(it -> settings.put("quarkus.datasource.username", it));
        url.password().ifPresent(it -> settings.put("quarkus.datasource.password", asItIs(it)));
        url.sslMode().ifPresent(mode -> {
            settings.put(REACTIVE + "postgresql.ssl-mode", mode);
            encryption(settings, mode, url.sslRootCertificate());
        });
    }

    /** As libpq: {@code require} and weaker modes encrypt and do not verify, the others verify. */
    private static void encryption(Map<String, String> settings, String mode, Optional<String> rootCertificate) {
        if (!mode.startsWith("verify")) {
            settings.put(REACTIVE + "trust-all", "true");
        }
        if (mode.equals("verify-full")) {
            settings.put(REACTIVE + "hostname-verification-algorithm", "HTTPS");
        }
        rootCertificate.ifPresent(file -> {
            settings.put(REACTIVE + "trust-certificate-pem", "true");
            settings.put(REACTIVE + "trust-certificate-pem.certs", file);
        });
    }

    private static void profile(Map<String, String> settings, PoolerProfile profile) {
        boolean pooler = profile == PoolerProfile.TRANSACTION;
        settings.put("gleaner.database.pooler", profile.name());
        settings.put(REACTIVE + "cache-prepared-statements", Boolean.toString(!pooler));
        settings.put(REACTIVE + "postgresql.use-layer7-proxy", Boolean.toString(pooler));
        settings.put(REACTIVE + "postgresql.pipelining-limit", pooler ? "1" : "256");
    }

    private static void migrations(Map<String, String> settings, DatabaseUrl url) {
        settings.put(MIGRATIONS + "jdbc.url", url.jdbcUrl());
        url.user().ifPresent(it -> settings.put(MIGRATIONS + "username", it));
        url.password().ifPresent(it -> settings.put(MIGRATIONS + "password", asItIs(it)));
    }

    /** A password may look like a reference to another setting. */
    private static String asItIs(String password) {
        return password.replace("$", "\\$");
    }

    private static Optional<String> value(ConfigSourceContext context, String name) {
        return Optional.ofNullable(context.getValue(name))
                .map(ConfigValue::getValue)
                .filter(it -> !it.isBlank());
    }
}
