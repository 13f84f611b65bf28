package dev.gleaner.bench;

import dev.gleaner.fixture.DatabaseAddress;
import dev.gleaner.fixture.PgBouncer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

/** A PostgreSQL as durable as in production, with PgBouncer in front of it or not; both end with this JVM. */
public final class BenchDatabase implements QuarkusTestResourceLifecycleManager {
    static final String ROUTED = "bench.routed";
    static final String SUPERUSER = "bench.superuser";
    static final String POOLED = "bench.pooled";
    static final int CONNECTIONS = 5;

    private boolean pooled;
    private EmbeddedPostgres server;

    @Override
    public void init(Map<String, String> arguments) {
        pooled = "true".equals(arguments.get("pooled"));
    }

    /** After the one that every test has, so that its settings win. */
    @Override
    public int order() {
        return 100;
    }

    @Override
    public Map<String, String> start() {
        try {
            EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                    .setPGStartupWait(Duration.ofMinutes(1))
                    .setServerConfig("max_connections", "100")
                    .setServerConfig("shared_buffers", "512MB")
                    .setServerConfig("max_wal_size", "4GB")
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on");
            if (StatementCosts.ARE_WANTED) {
                builder.setServerConfig("shared_preload_libraries", StatementCosts.LIBRARY);
            }
            server = builder.start();
            DatabaseAddress superuser = superuser("postgres");
            superuser.execute("create role gleaner login password 'gleaner'", "create database gleaner owner gleaner");
            if (StatementCosts.ARE_WANTED) {
                StatementCosts.count(superuser.database("gleaner"));
            }
            DatabaseAddress direct = superuser.database("gleaner").as("gleaner", "gleaner");
            DatabaseAddress routed = pooled ? pooler(superuser, direct).to(direct) : direct;
            return Map.of(
                    // as in production, where nobody asks for traces; the tests have an exporter
                    "quarkus.otel.traces.sampler.arg",
                    "0",
                    "DATABASE_URL",
                    routed.url(),
                    "gleaner.database.pooler",
                    pooled ? "transaction" : "none",
                    "gleaner.database.pool-size",
                    Integer.toString(CONNECTIONS),
                    SUPERUSER,
                    superuser.database("gleaner").url(),
                    ROUTED,
                    routed.url(),
                    POOLED,
                    Boolean.toString(pooled));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private DatabaseAddress superuser(String database) {
        return new DatabaseAddress("127.0.0.1", server.getPort(), database, "postgres", "postgres");
    }

    private static PgBouncer pooler(DatabaseAddress superuser, DatabaseAddress owner) {
        PgBouncer pooler = PgBouncer.start(superuser, owner);
        Runtime.getRuntime().addShutdownHook(new Thread(pooler::close));
        pooler.command("SET default_pool_size = " + CONNECTIONS);
        return pooler;
    }

    @Override
    public void stop() {
        try {
            if (StatementCosts.ARE_WANTED) {
                StatementCosts.write(superuser("gleaner"));
            }
            server.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
