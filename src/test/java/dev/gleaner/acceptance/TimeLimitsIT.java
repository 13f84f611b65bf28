package dev.gleaner.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gleaner.fixture.GleanerClient;
import dev.gleaner.fixture.GleanerDatabase;
import dev.gleaner.fixture.ReplicaProcess;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/**
 * PostgreSQL itself gives up on a statement that takes too long and on a transaction that falls silent, on whichever
 * server connection it came: a pooler passes no session setting on.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class TimeLimitsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Read when somebody asks, never by the engine or its upkeep: who waits for this table's lock is the request. */
    private static final String TABLE = "selection_rule";

    private static final String LISTING = "/api/v1/selection-rules";
    private static final String READERS =
            "select count(*) from pg_stat_activity where datname = current_database() and usename = 'gleaner'"
                    + " and pid <> pg_backend_pid() and query like 'select%" + TABLE + "%' and ";

    private GleanerDatabase database;
    private Connection lock;

    @BeforeEach
    void open() throws SQLException {
        database = GleanerDatabase.fresh();
    }

    @AfterEach
    void close() throws SQLException {
        if (lock != null) {
            lock.close();
        }
    }

    @Test
    void a_statement_that_takes_too_long_is_cancelled_and_whoever_asked_is_told_why() throws SQLException {
        try (ReplicaProcess replica = ReplicaProcess.on(database)
                .with("GLEANER_DATABASE_STATEMENT_TIMEOUT", "3s")
                .start()) {
            GleanerClient client = replica.signIn();
            lockTable();

            GleanerClient.Answer answer = client.get(LISTING);

            assertThat(answer.expect(503).at("code").asText()).isEqualTo("unavailable");
            assertThat(answer.at("detail").asText()).contains("gave up", "too long");
            lock.rollback();
            client.get(LISTING).expect(200);
        }
    }

    @Test
    void a_transaction_whose_replica_falls_silent_is_ended_and_the_replica_recovers() throws SQLException {
        try (ReplicaProcess replica = ReplicaProcess.on(database)
                .with("GLEANER_DATABASE_IDLE_IN_TRANSACTION_TIMEOUT", "5s")
                .start()) {
            GleanerClient client = replica.signIn();
            lockTable();
            CompletableFuture<GleanerClient.Answer> asked = CompletableFuture.supplyAsync(() -> client.get(LISTING));
            await("it waits for the lock").atMost(PATIENCE).until(() -> readers("wait_event_type = 'Lock'") == 1);

            replica.freeze();
            lock.rollback();
            await("it has its answer and says nothing")
                    .pollInterval(Duration.ofMillis(50))
                    .atMost(PATIENCE)
                    .until(() -> readers("state = 'idle in transaction'") == 1);
            await("it is ended").atMost(PATIENCE).until(() -> readers("state = 'idle in transaction'") == 0);
            replica.thaw();

            assertThat(asked.join().status()).isEqualTo(503);
            client.get(LISTING).expect(200);
            await("ready").atMost(PATIENCE).until(replica::isReady);
        }
    }

    private void lockTable() throws SQLException {
        lock = database.direct().connect();
        lock.setAutoCommit(false);
        try (Statement statement = lock.createStatement()) {
            statement.execute("lock table " + TABLE + " in access exclusive mode");
        }
    }

    private long readers(String state) throws SQLException {
        return Long.parseLong(database.superuser().ask(READERS + state));
    }
}
