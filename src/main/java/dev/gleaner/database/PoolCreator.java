package dev.gleaner.database;

import dev.gleaner.vocabulary.PoolerProfile;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnectOptions;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Makes the connection pool: adds what Quarkus has no setting for, and lets no half-set pooler profile through. */
@Singleton
class PoolCreator implements PgPoolCreator {
    private final DatabaseSettings settings;

    PoolCreator(DatabaseSettings settings) {
        this.settings = settings;
    }

    @Override
    public Pool create(Input input) {
        PoolerProfile profile = settings.pooler().orElse(PoolerProfile.TRANSACTION);
        List<PgConnectOptions> servers = input.pgConnectOptionsList();
        servers.forEach(options -> PoolerGuard.requirePassable(profile, options.getProperties()));
        PoolerGuard.requireShortIdle(profile, input.poolOptions());
        servers.forEach(options -> complete(options, profile));
        servers.forEach(options -> PoolerGuard.requireWhole(profile, options));
        return PgBuilder.pool()
                .with(waiting(input.poolOptions()))
                .connectingTo(new ArrayList<SqlConnectOptions>(servers))
                .using(input.vertx())
                .build();
    }

    private void complete(PgConnectOptions options, PoolerProfile profile) {
        options.setIdleTimeout((int) settings.replyTimeout().toSeconds())
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setTcpKeepAlive(true)
                .setProperties(startupParameters(options.getProperties(), profile));
    }

    /**
     * Poolers refuse {@code extra_float_digits}; and without this exact DateStyle, PgBouncer before 1.22 sends a SET at
     * every checkout.
     */
    private static Map<String, String> startupParameters(Map<String, String> given, PoolerProfile profile) {
        Map<String, String> parameters = new HashMap<>(given);
        parameters.put("application_name", "gleaner");
        if (profile == PoolerProfile.TRANSACTION) {
            parameters.remove("extra_float_digits");
            parameters.put("DateStyle", "ISO, MDY");
        }
        return parameters;
    }

    private PoolOptions waiting(PoolOptions options) {
        return options.setConnectionTimeout((int) settings.acquisitionTimeout().toMillis())
                .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS);
    }
}
