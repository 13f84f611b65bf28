package dev.gleaner.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gleaner.fixture.DatabaseAddress;
import dev.gleaner.fixture.GleanerDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MigrationsTest {
    private static final String FAILED = "select count(*) from flyway_schema_history where not success";

    @Test
    void replicas_that_start_at_once_on_an_empty_database_migrate_it_once() throws SQLException {
        GleanerDatabase database = GleanerDatabase.fresh();
        // more than the pooler has connections, each of which may be taken by somebody who waits for the lock
        CompletableFuture.allOf(IntStream.range(0, 5)
                        .mapToObj(replica -> CompletableFuture.runAsync(
                                migrations(database.address(), "2m")::run, task -> new Thread(task).start()))
                        .toArray(CompletableFuture[]::new))
                .join();

        assertThat(database.direct().ask("select count(*) = count(distinct version) from flyway_schema_history"))
                .isEqualTo("t");
        assertThat(database.direct().ask(FAILED)).isEqualTo("0");
        assertThat(database.direct().ask("select to_regclass('work_item')")).isEqualTo("work_item");
    }

    @Test
    void a_start_that_waits_leaves_the_schema_alone_until_somebody_else_has_migrated_it() throws SQLException {
        GleanerDatabase database = GleanerDatabase.fresh();
        Said said = new Said(migrations(database.address(), "1m")::run);
        Logger log = Logger.getLogger(Migrations.class.getName());
        log.addHandler(said);
        try {
            waiting(database.address(), "1m").run();
        } finally {
            log.removeHandler(said);
        }

        assertThat(said.lines).first().asString().contains("migrations are missing; waiting for them until");
        assertThat(database.direct().ask("select to_regclass('domain')")).isEqualTo("domain");
    }

    @Test
    void a_start_that_waits_in_vain_says_what_to_do() throws SQLException {
        GleanerDatabase database = GleanerDatabase.fresh();

        assertThatIllegalStateException()
                .isThrownBy(waiting(database.address(), "0s")::run)
                .withMessageStartingWith(
                        "The schema is older than this code, and gleaner.database.migrations is wait: ")
                .withMessageEndingWith("Run them with gleaner.database.migrations=only.");
        assertThat(database.direct().ask("select to_regclass('domain')")).isNull();
    }

    @Test
    void a_schema_that_is_newer_than_the_code_is_refused() throws SQLException {
        GleanerDatabase database = migrated();
        database.direct()
                .execute(
                        "insert into flyway_schema_history (installed_rank, version, description, type, script,"
                                + " checksum, installed_by, execution_time, success)"
                                + " values (900, '900', 'from the future', 'SQL', 'V900__from_the_future.sql', 1, 'me', 1, true)");

        assertThatIllegalStateException()
                .isThrownBy(migrations(database.address(), "1s")::run)
                .withMessage("The schema of the database is newer than this code: it has version 900 (from the future),"
                        + " which this code does not know. Start the newer release.");
    }

    @Test
    void a_schema_with_another_history_is_refused() throws SQLException {
        GleanerDatabase database = migrated();
        database.direct().execute("update flyway_schema_history set checksum = 1 where version = '1'");

        assertThatIllegalStateException()
                .isThrownBy(migrations(database.address(), "1s")::run)
                .withMessageContaining("has another history than this code")
                .withMessageContaining("checksum mismatch");
    }

    @Test
    void a_database_that_is_not_there_yet_is_waited_for_and_the_log_says_so() throws SQLException {
        GleanerDatabase server = GleanerDatabase.fresh();
        DatabaseAddress late =
                server.direct().database("late_" + UUID.randomUUID().toString().substring(0, 8));
        Said said = new Said(() -> create(server, late));
        Logger log = Logger.getLogger(Migrations.class.getName());
        log.addHandler(said);
        try {
            migrations(late, "1m").run();
        } finally {
            log.removeHandler(said);
        }

        assertThat(said.lines)
                .anySatisfy(line -> assertThat(line)
                        .startsWith("The database is not ready (")
                        .contains("does not exist")
                        .contains("trying again until")
                        .doesNotContain(late.password()));
        assertThat(late.ask("select to_regclass('domain')")).isEqualTo("domain");
    }

    @Test
    void a_database_that_stays_away_ends_the_start() {
        DatabaseAddress nowhere = GleanerDatabase.shared().direct().database("nowhere");

        assertThatThrownBy(migrations(nowhere, "0s")::run)
                .isInstanceOf(FlywayException.class)
                .hasMessageContaining("does not exist")
                .hasMessageNotContaining(nowhere.password());
    }

    @Test
    void a_login_that_is_refused_ends_the_start_at_once_with_a_sentence() {
        GleanerDatabase database = GleanerDatabase.fresh();
        for (DatabaseAddress door : List.of(database.direct(), database.address())) {
            // a server that trusts its host checks no password, but knows its roles
            DatabaseAddress wrong = door.as("nobody", "s3cret");

            assertThatIllegalStateException()
                    .isThrownBy(migrations(wrong, "30s")::run)
                    .withMessageStartingWith("The database refuses the login: FATAL: ")
                    .withMessageEndingWith("in DATABASE_URL (or GLEANER_MIGRATIONS_URL).")
                    .satisfies(it -> assertThat(it.getMessage()).doesNotContain("s3cret"));
        }
    }

    private static GleanerDatabase migrated() {
        GleanerDatabase database = GleanerDatabase.fresh();
        migrations(database.address(), "1m").run();
        return database;
    }

    private static void create(GleanerDatabase server, DatabaseAddress late) {
        try {
            server.superuser().execute("create database " + late.name() + " owner " + late.user());
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static Migrations migrations(DatabaseAddress address, String patience) {
        return migrations(address, Map.of("gleaner.database.start-timeout", patience));
    }

    private static Migrations waiting(DatabaseAddress address, String patience) {
        return migrations(
                address, Map.of("gleaner.database.start-timeout", patience, "gleaner.database.migrations", "wait"));
    }

    private static Migrations migrations(DatabaseAddress address, Map<String, String> settings) {
        FluentConfiguration configuration = Flyway.configure()
                .dataSource(DatabaseUrl.parse(address.url()).jdbcUrl(), address.user(), address.password())
                .locations("db/migration");
        new MigrationRules().customize(configuration);
        return new Migrations(configuration.load(), TestSettings.with(settings));
    }

    /** Keeps what is logged, and acts when the first line comes. */
    private static final class Said extends Handler {
        private static final PatternFormatter PLAIN = new PatternFormatter("%s");

        private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();
        private final Runnable first;

        Said(Runnable first) {
            this.first = first;
        }

        @Override
        public void publish(LogRecord entry) {
            if (lines.isEmpty()) {
                first.run();
            }
            lines.add(PLAIN.format(entry));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
