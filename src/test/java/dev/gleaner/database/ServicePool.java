package dev.gleaner.database;

import dev.gleaner.fixture.DatabaseAddress;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The pool that the service would have on a {@code DATABASE_URL}, in a test that starts no service. */
final class ServicePool {
    private static final String REACTIVE = "quarkus.datasource.reactive.";

    private static final Duration IDLE = Duration.ofSeconds(45);

    private ServicePool() {}

    /**
     * Makes it.
     *
     * @param settings more settings of {@code gleaner.database}, without that prefix
     */
    static Pool open(Vertx vertx, DatabaseAddress address, int size, Map<String, String> settings) {
        Map<String, String> given = new HashMap<>(Map.of("gleaner.database.pooler", "transaction"));
        settings.forEach((name, value) -> given.put("gleaner.database." + name, value));
        return new PoolCreator(TestSettings.with(given))
                .create(new Input(vertx, poolOptions(size), List.of(asQuarkusReads(address))));
    }

    /** What Quarkus' recorder makes of the settings that {@link DatabaseConfigSource} derives. */
    private static PgConnectOptions asQuarkusReads(DatabaseAddress address) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(Map.of("DATABASE_URL", address.url()), "test", 500))
                .withSources(new DatabaseConfigSource())
                .build();
        return to(address)
                .setCachePreparedStatements(config.getValue(REACTIVE + "cache-prepared-statements", Boolean.class))
                .setUseLayer7Proxy(config.getValue(REACTIVE + "postgresql.use-layer7-proxy", Boolean.class))
                .setPipeliningLimit(config.getValue(REACTIVE + "postgresql.pipelining-limit", Integer.class));
    }

    private static PoolOptions poolOptions(int size) {
        return new PoolOptions()
                .setMaxSize(size)
                .setIdleTimeout((int) IDLE.toSeconds())
                .setIdleTimeoutUnit(TimeUnit.SECONDS);
    }

    /** The driver's own defaults. */
    static PgConnectOptions to(DatabaseAddress address) {
        return new PgConnectOptions()
                .setHost(address.host())
                .setPort(address.port())
                .setDatabase(address.name())
                .setUser(address.user())
                .setPassword(address.password());
    }

    record Input(Vertx vertx, PoolOptions poolOptions, List<PgConnectOptions> pgConnectOptionsList)
            implements PgPoolCreator.Input {}
}
