package dev.gleaner.database;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.gleaner.vocabulary.PoolerProfile;
import io.vertx.pgclient.PgConnectOptions;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

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

    private static PgConnectOptions whole() {
        return new PgConnectOptions()
                .setCachePreparedStatements(false)
                .setUseLayer7Proxy(true)
                .setPipeliningLimit(1);
    }
}
