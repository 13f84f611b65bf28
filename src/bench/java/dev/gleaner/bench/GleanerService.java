package dev.gleaner.bench;

import dev.gleaner.fixture.DatabaseAddress;
import dev.gleaner.fixture.GleanerClient;
import dev.gleaner.fixture.ReplicaProcess;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.postgresql.PGStatement;

/**
 * Gleaner as it is shipped: the packaged service behind PgBouncer, with a database of its own. Politeness is off, because
 * that of nobody is measured.
 */
final class GleanerService implements AutoCloseable {
    static final int CONNECTIONS = BenchDatabase.CONNECTIONS;

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final BenchDatabase server;
    private final Map<String, String> settings;
    private final DatabaseAddress superuser;
    private ReplicaProcess replica;
    private GleanerClient client;

    private GleanerService(BenchDatabase server, Map<String, String> settings) {
        this.server = server;
        this.settings = settings;
        this.superuser = DatabaseAddress.parse(settings.get(BenchDatabase.SUPERUSER));
    }

    /** One that visits a site, with settings of its own. */
    static GleanerService start(Site site, UnaryOperator<ReplicaProcess.Builder> more) {
        var server = new BenchDatabase();
        server.init(Map.of("pooled", "true"));
        var service = new GleanerService(server, server.start());
        service.begin(site, more);
        return service;
    }

    /** A replica on the database as it is, in the place of the last. */
    void begin(Site site, UnaryOperator<ReplicaProcess.Builder> more) {
        if (replica != null) {
            replica.kill();
        }
        replica = tried(more.apply(ReplicaProcess.builder()
                        .with("DATABASE_URL", settings.get("DATABASE_URL"))
                        .with("GLEANER_DATABASE_POOLER", settings.get("gleaner.database.pooler"))
                        .with("GLEANER_DATABASE_POOL_SIZE", settings.get("gleaner.database.pool-size"))
                        .with("GLEANER_FETCH_RESOLVE", "*.test=" + site.address())
                        .with("GLEANER_FETCH_DEFAULT_DELAY", "0s")
                        .with("GLEANER_FETCH_SLOW_FACTOR", "0")
                        .with("GLEANER_HTTP_REQUESTS_PER_ADDRESS", "0")
                        .with("GLEANER_AUTH_REQUESTS_PER_ACCOUNT", "0")
                        .java("-Xmx512m")
                        .java("-XX:+UseSerialGC")))
                .start();
        client = replica.signIn();
    }

    /** To try a setting out: {@code -Dbench.settings=GLEANER_PIPELINE_BATCH=50,QUARKUS_LOG_LEVEL=WARN}. */
    private static ReplicaProcess.Builder tried(ReplicaProcess.Builder builder) {
        Arrays.stream(System.getProperty("bench.settings", "").split(","))
                .filter(setting -> setting.contains("="))
                .map(setting -> setting.split("=", 2))
                .forEach(setting -> builder.with(setting[0], setting[1]));
        return builder;
    }

    ReplicaProcess replica() {
        return replica;
    }

    GleanerClient client() {
        return client;
    }

    DatabaseAddress superuser() {
        return superuser;
    }

    DatabaseAddress routed() {
        return DatabaseAddress.parse(settings.get(BenchDatabase.ROUTED));
    }

    ProcessCpu cpu() {
        return new ProcessCpu(replica.pid());
    }

    ProcessCpu databaseCpu() throws SQLException {
        return ProcessCpu.ofServer(superuser);
    }

    /** Waits until nothing is in flight and nothing is due; what waits for another attempt is not waited for. */
    void untilIdle() throws SQLException, InterruptedException {
        untilIdle(() -> {});
    }

    /** The same, and does something between one look and the next. */
    void untilIdle(Runnable meanwhile) throws SQLException, InterruptedException {
        until(
                "select not exists (select from page where processing_status = 'PROCESSING'"
                        + " or processing_status = 'QUEUED' and next_attempt_at <= now() + interval '1 s')",
                meanwhile);
    }

    /** Waits until a question is answered with true, and tells how long that took. */
    Duration until(String question) throws SQLException, InterruptedException {
        return until(question, () -> {});
    }

    /** The same, and does something between one look and the next. */
    Duration until(String question, Runnable meanwhile) throws SQLException, InterruptedException {
        long begun = System.nanoTime();
        // one connection and one plan: to look shall not cost what is measured
        try (Connection connection = superuser.connect();
                PreparedStatement look = connection.prepareStatement(question)) {
            look.unwrap(PGStatement.class).setPrepareThreshold(1);
            while (!isTrue(look)) {
                meanwhile.run();
                if (System.nanoTime() - begun > PATIENCE.toNanos()) {
                    throw new IllegalStateException("not within " + PATIENCE + ": " + question);
                }
                Thread.sleep(20);
            }
        }
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private static boolean isTrue(PreparedStatement question) throws SQLException {
        try (ResultSet row = question.executeQuery()) {
            row.next();
            return row.getBoolean(1);
        }
    }

    @Override
    public void close() {
        if (replica != null) {
            replica.close();
        }
        server.stop();
    }
}
