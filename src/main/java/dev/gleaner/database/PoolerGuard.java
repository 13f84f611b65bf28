package dev.gleaner.database;

import dev.gleaner.vocabulary.PoolerProfile;
import io.vertx.pgclient.PgConnectOptions;

/**
 * Asserts the effective options of the driver. Behind a pooler in transaction mode the default options do not fail: they
 * hand out other clients' rows. Statement caching off without layer-7 mode does so too, outside a transaction.
 */
final class PoolerGuard {

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

    private static void require(boolean holds, String why) {
        if (!holds) {
            throw new IllegalStateException(
                    "The pooler profile 'transaction' is only safe as a whole, but " + why
                            + ". Remove the override, or set gleaner.database.pooler=none if nothing stands before PostgreSQL.");
        }
    }
}
