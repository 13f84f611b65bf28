package dev.gleaner.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.gleaner.vocabulary.PoolerProfile;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PoolerGuardTest {

    @Test
    void the_whole_profile_passes() {
        assertThatCode(() -> PoolerGuard.requireWhole(PoolerProfile.TRANSACTION, whole()))
                .doesNotThrowAnyException();
    }

    @Test
    void without_a_pooler_everything_passes() {
        assertThatCode(() -> PoolerGuard.requireWhole(PoolerProfile.NONE, new PgConnectOptions()))
                .doesNotThrowAnyException();
    }

    @Test
    void any_part_of_it_alone_is_refused_by_name_and_with_the_reason() {
        Map<PgConnectOptions, String> broken = Map.of(
                whole().setCachePreparedStatements(true),
                        "cache-prepared-statements has to be false: clients that share",
                whole().setUseLayer7Proxy(false), "use-layer7-proxy has to be true: without it every read",
                whole().setPipeliningLimit(16), "pipelining-limit has to be 1: a pooler may lose");

        broken.forEach((options, reason) -> assertThatIllegalStateException()
                .isThrownBy(() -> PoolerGuard.requireWhole(PoolerProfile.TRANSACTION, options))
                .withMessageContaining("only safe as a whole")
                .withMessageContaining(reason)
                .withMessageContaining("gleaner.database.pooler=none"));
    }

    @Test
    void a_copy_of_the_options_that_loses_a_part_is_refused_like_any_other() {
        PgConnectOptions copy = new PgConnectOptions(whole());

        assertThat(copy.getUseLayer7Proxy())
                .as("the driver's copy constructor; when it copies all, this test may go")
                .isFalse();
        assertThatIllegalStateException()
                .isThrownBy(() -> PoolerGuard.requireWhole(PoolerProfile.TRANSACTION, copy))
                .withMessageContaining("use-layer7-proxy has to be true");
    }

    @Test
    void the_drivers_own_startup_parameters_pass() {
        assertThatCode(() ->
                        PoolerGuard.requirePassable(PoolerProfile.TRANSACTION, new PgConnectOptions().getProperties()))
                .doesNotThrowAnyException();
        assertThatCode(() -> PoolerGuard.requirePassable(PoolerProfile.NONE, Map.of("search_path", "shop")))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "search_path, shop, refuses this startup parameter",
        "statement_timeout, 5000, refuses this startup parameter",
        "options, -c jit=off, refuses this startup parameter",
        "DateStyle, 'German, DMY', has to be ISO",
    })
    void a_startup_parameter_that_no_pooler_passes_on_is_refused_by_name(String name, String value, String reason) {
        assertThatIllegalStateException()
                .isThrownBy(() -> PoolerGuard.requirePassable(PoolerProfile.TRANSACTION, Map.of(name, value)))
                .withMessageContaining("quarkus.datasource.reactive.additional-properties." + name)
                .withMessageContaining(reason);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 60, 600})
    void a_connection_must_not_be_idle_until_the_pooler_writes_to_it(int seconds) {
        assertThatIllegalStateException()
                .isThrownBy(() -> PoolerGuard.requireShortIdle(PoolerProfile.TRANSACTION, idle(seconds)))
                .withMessageContaining("idle-timeout has to be below 60s");
        assertThatCode(() -> PoolerGuard.requireShortIdle(PoolerProfile.TRANSACTION, idle(45)))
                .doesNotThrowAnyException();
        assertThatCode(() -> PoolerGuard.requireShortIdle(PoolerProfile.NONE, idle(seconds)))
                .doesNotThrowAnyException();
    }

    private static PoolOptions idle(int seconds) {
        return new PoolOptions().setIdleTimeout(seconds).setIdleTimeoutUnit(TimeUnit.SECONDS);
    }

    private static PgConnectOptions whole() {
        return new PgConnectOptions()
                .setCachePreparedStatements(false)
                .setUseLayer7Proxy(true)
                .setPipeliningLimit(1);
    }
}
