package dev.gleaner.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class DatabaseConfigSourceTest {
    private static final String URL = "postgresql://fred:secret@db.test:6432/shop";
    private static final String REACTIVE = "quarkus.datasource.reactive.";
    private static final String MIGRATIONS = "quarkus.datasource.migrations.";

    @Test
    void a_given_address_gets_the_profile_of_a_transaction_pooler() {
        SmallRyeConfig config = config(Map.of("DATABASE_URL", URL));

        assertThat(config.getValue("gleaner.database.pooler", String.class)).isEqualTo("TRANSACTION");
        assertThat(reactive(config, "cache-prepared-statements")).isEqualTo("false");
        assertThat(reactive(config, "postgresql.use-layer7-proxy")).isEqualTo("true");
        assertThat(reactive(config, "postgresql.pipelining-limit")).isEqualTo("1");
        assertThat(reactive(config, "idle-timeout")).isEqualTo("45s");
        assertThat(reactive(config, "max-lifetime")).isEqualTo("20m");
        assertThat(reactive(config, "max-size")).isEqualTo("5");
        assertThat(reactive(config, "url")).isEqualTo("postgresql://db.test:6432/shop");
    }

    @Test
    void the_embedded_database_has_no_pooler_before_it() {
        SmallRyeConfig config = config(Map.of(EmbeddedDatabase.URL_PROPERTY, URL));

        assertThat(config.getValue("gleaner.database.pooler", String.class)).isEqualTo("NONE");
        assertThat(reactive(config, "cache-prepared-statements")).isEqualTo("true");
        assertThat(reactive(config, "postgresql.use-layer7-proxy")).isEqualTo("false");
    }

    @Test
    void a_given_address_goes_before_the_embedded_one() {
        SmallRyeConfig config =
                config(Map.of("DATABASE_URL", URL, EmbeddedDatabase.URL_PROPERTY, "postgresql://127.0.0.1/other"));

        assertThat(reactive(config, "url")).isEqualTo("postgresql://db.test:6432/shop");
    }

    @Test
    void without_an_address_nothing_is_set() {
        assertThat(config(Map.of("DATABASE_URL", " ")).getOptionalValue(REACTIVE + "url", String.class))
                .isEmpty();
    }

    @Test
    void the_profile_can_be_chosen() {
        SmallRyeConfig config = config(Map.of("DATABASE_URL", URL, "gleaner.database.pooler", "none"));

        assertThat(reactive(config, "cache-prepared-statements")).isEqualTo("true");
    }

    @Test
    void an_unknown_profile_is_refused_with_a_sentence() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config(Map.of("DATABASE_URL", URL, "gleaner.database.pooler", "session")))
                .withMessage("gleaner.database.pooler has to be transaction or none, not session");
    }

    @Test
    void migrations_go_the_same_way_unless_they_have_an_address_of_their_own() {
        SmallRyeConfig one = config(Map.of("DATABASE_URL", URL));
        SmallRyeConfig two = config(
                Map.of("DATABASE_URL", URL, "GLEANER_MIGRATIONS_URL", "postgres://owner:other@direct.test/shop"));

        assertThat(one.getValue(MIGRATIONS + "jdbc.url", String.class))
                .isEqualTo("jdbc:postgresql://db.test:6432/shop?prepareThreshold=0");
        assertThat(one.getValue(MIGRATIONS + "username", String.class)).isEqualTo("fred");
        assertThat(two.getValue(MIGRATIONS + "jdbc.url", String.class))
                .isEqualTo("jdbc:postgresql://direct.test:5432/shop?prepareThreshold=0");
        assertThat(two.getValue(MIGRATIONS + "username", String.class)).isEqualTo("owner");
        assertThat(two.getValue(MIGRATIONS + "password", String.class)).isEqualTo("other");
        assertThat(reactive(two, "url")).isEqualTo("postgresql://db.test:6432/shop");
        assertThat(two.getValue("quarkus.datasource.password", String.class)).isEqualTo("secret");
    }

    @Test
    void a_password_may_look_like_a_reference() {
        SmallRyeConfig config = config(Map.of("DATABASE_URL", "postgres://u:%24%7Bhome%7D$x%24%24@db.test/shop"));

        assertThat(config.getValue("quarkus.datasource.password", String.class)).isEqualTo("${home}$x$$");
        assertThat(config.getValue(MIGRATIONS + "password", String.class)).isEqualTo("${home}$x$$");
    }

    @Test
    void require_encrypts_and_verify_full_also_looks_at_the_name() {
        SmallRyeConfig require = config(Map.of("DATABASE_URL", URL + "?sslmode=require"));
        SmallRyeConfig full = config(Map.of("DATABASE_URL", URL + "?sslmode=verify-full&sslrootcert=/ca.pem"));

        assertThat(reactive(require, "postgresql.ssl-mode")).isEqualTo("require");
        assertThat(reactive(require, "trust-all")).isEqualTo("true");
        assertThat(full.getOptionalValue(REACTIVE + "trust-all", String.class)).isEmpty();
        assertThat(reactive(full, "hostname-verification-algorithm")).isEqualTo("HTTPS");
        assertThat(reactive(full, "trust-certificate-pem.certs")).isEqualTo("/ca.pem");
    }

    @Test
    void who_overrides_a_setting_wins_so_that_the_guard_can_see_it() {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new DatabaseConfigSource())
                .withSources(new PropertiesConfigSource(
                        Map.of("DATABASE_URL", URL, REACTIVE + "cache-prepared-statements", "true"), "app", 250))
                .build();

        assertThat(reactive(config, "cache-prepared-statements")).isEqualTo("true");
    }

    private static String reactive(SmallRyeConfig config, String name) {
        return config.getValue(REACTIVE + name, String.class);
    }

    private static SmallRyeConfig config(Map<String, String> given) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new DatabaseConfigSource())
                .withSources(new PropertiesConfigSource(given, "test", 500))
                .build();
    }
}
