package dev.gleaner.database;

import dev.gleaner.vocabulary.PoolerProfile;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Asserts the effective options of the driver. Behind a pooler in transaction mode the default options do not fail: they
 * hand out other clients' rows. Statement caching off without layer-7 mode does so too, outside a transaction.
 */
final class PoolerGuard {
    /** Those that poolers know, besides the two that are part of every start; the last is taken away in any case. */
    private static final Set<String> PASSABLE =
            Set.of("application_name", "client_encoding", "datestyle", "extra_float_digits");

    private static final Duration HEARTBEAT = Duration.ofSeconds(60);

    private PoolerGuard() {}

    /**
     * Passes when the profile is applied as a whole.
     *
     * @throws IllegalStateException naming the setting that contradicts the profile
     */
    static void requireWhole(PoolerProfile profile, PgConnectOptions options) {
        if (profile == PoolerProfile.NONE) {
            return;
        }
        require(
                !options.getCachePreparedStatements(),
                "quarkus.datasource.reactive.cache-prepared-statements has to be false: clients that share a server"
                        + " connection would share statement names and read each other's rows");
        require(
                options.getUseLayer7Proxy(),
                "quarkus.datasource.reactive.postgresql.use-layer7-proxy has to be true: without it every read outside a"
                        + " transaction may run another client's statement");
        require(
                options.getPipeliningLimit() == 1,
                "quarkus.datasource.reactive.postgresql.pipelining-limit has to be 1: a pooler may lose pipelined replies");
    }

    /**
     * Passes when a pooler takes the startup parameters. PgBouncer refuses a connection with others, Supavisor ignores
     * them in silence, so neither does what was meant.
     *
     * @throws IllegalStateException naming the parameter
     */
    static void requirePassable(PoolerProfile profile, Map<String, String> startupParameters) {
        if (profile == PoolerProfile.NONE) {
            return;
        }
        startupParameters.forEach((name, value) -> {
            String setting = "quarkus.datasource.reactive.additional-properties." + name;
            require(
                    PASSABLE.contains(name.toLowerCase(Locale.ROOT)),
                    setting + " has to go: a pooler refuses this startup parameter, or ignores it");
            require(
                    !name.equalsIgnoreCase("DateStyle")
                            || value.toUpperCase(Locale.ROOT).startsWith("ISO"),
                    setting + " has to be ISO: another client would read its dates in the style of this one");
        });
    }

    /**
     * Passes when idle connections are closed before Supavisor writes to them, which it does every minute and the driver
     * does not survive.
     *
     * @throws IllegalStateException naming the setting
     */
    static void requireShortIdle(PoolerProfile profile, PoolOptions options) {
        if (profile == PoolerProfile.NONE) {
            return;
        }
        long idle = options.getIdleTimeoutUnit().toMillis(options.getIdleTimeout());
        require(
                idle > 0 && idle < HEARTBEAT.toMillis(),
                "quarkus.datasource.reactive.idle-timeout has to be below 60s: a pooler that writes to an idle connection"
                        + " breaks it");
    }

    private static void require(boolean holds, String why) {
        if (!holds) {
            throw new IllegalStateException(
                    "The pooler profile 'transaction' is only safe as a whole, but " + why
                            + ". Remove the override, or set gleaner.database.pooler=none if nothing stands before PostgreSQL.");
        }
    }
}
