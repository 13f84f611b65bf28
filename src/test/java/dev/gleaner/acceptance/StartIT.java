package dev.gleaner.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.fixture.GleanerClient;
import dev.gleaner.fixture.GleanerDatabase;
import dev.gleaner.fixture.ReplicaProcess;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the packaged service says and does when it is started, rightly or wrongly. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class StartIT {
    private static final Pattern PASSWORD = Pattern.compile("password {2}([A-Za-z0-9_-]{20,})");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "QUARKUS_DATASOURCE_REACTIVE_CACHE_PREPARED_STATEMENTS, true, read each other's rows",
        "QUARKUS_DATASOURCE_REACTIVE_POSTGRESQL_USE_LAYER7_PROXY, false, may run another client's statement",
        "QUARKUS_DATASOURCE_REACTIVE_POSTGRESQL_PIPELINING_LIMIT, 16, may lose pipelined replies",
    })
    void a_part_of_the_pooler_profile_is_not_to_be_had(String variable, String value, String reason) {
        // nothing listens there: what cannot be safe is refused before anybody is asked
        String said = refusal(ReplicaProcess.builder()
                .with("DATABASE_URL", "postgresql://fred:s3cret@127.0.0.1:1/shop")
                .with(variable, value));

        assertThat(said)
                .contains("The pooler profile 'transaction' is only safe as a whole")
                .contains(reason)
                .doesNotContain("s3cret");
    }

    @ParameterizedTest
    @CsvSource({
        "idle-timeout=10M, has to be below 60s",
        "additional-properties.search_path=shop, refuses this startup parameter",
        "additional-properties.statement_timeout=5000, refuses this startup parameter",
        "additional-properties.options=-c jit=off, refuses this startup parameter",
        "additional-properties.DateStyle=German, has to be ISO",
    })
    void nor_is_what_a_pooler_would_break_or_pass_over(String setting, String reason) {
        String said = refusal(ReplicaProcess.builder()
                .with("DATABASE_URL", "postgresql://fred:s3cret@127.0.0.1:1/shop")
                .java("-Dquarkus.datasource.reactive." + setting));

        assertThat(said)
                .contains("The pooler profile 'transaction' is only safe as a whole")
                .contains(reason)
                .doesNotContain("s3cret");
    }

    @Test
    void a_word_that_is_no_pooler_profile_is_refused_with_those_that_are() {
        String said = refusal(ReplicaProcess.builder()
                .with("DATABASE_URL", "postgresql://fred:s3cret@127.0.0.1:1/shop")
                .with("GLEANER_DATABASE_POOLER", "session"));

        assertThat(said)
                .contains("gleaner.database.pooler", "session", "transaction", "none")
                .doesNotContain("s3cret");
    }

    @Test
    void a_bad_address_is_refused_with_a_sentence_that_keeps_the_password() {
        String said = refusal(ReplicaProcess.builder().with("DATABASE_URL", "postgresql://fred:s3cret@db.test:5432"));

        assertThat(said)
                .isEqualTo("The database address cannot be read: it has to name one database after the host.\n");
    }

    @Test
    void a_login_that_is_refused_ends_it_at_once() {
        String right = GleanerDatabase.fresh().url();
        String wrong = right.replaceFirst("//[^@]+@", "//nobody:s3cret@");

        String said = refusal(ReplicaProcess.builder().with("DATABASE_URL", wrong));

        assertThat(said)
                .containsPattern(
                        "(?m)^The database refuses the login: FATAL: .+ Check the user and the password in DATABASE_URL")
                .doesNotContain("s3cret")
                .doesNotContain("trying again")
                .doesNotContain("Failed to start application");
    }

    @Test
    void half_an_administrator_is_refused_with_a_sentence() {
        String said = refusal(ReplicaProcess.on(GleanerDatabase.fresh()).with("GLEANER_ADMIN_PASSWORD", ""));

        assertThat(said).contains("GLEANER_ADMIN_EMAIL and GLEANER_ADMIN_PASSWORD go together: set both, or neither");
    }

    @Test
    void a_role_that_no_wall_stops_is_named_at_the_start() throws SQLException {
        GleanerDatabase database = GleanerDatabase.fresh();
        String owner = database.address().user();
        String role = "walker_" + database.address().name();
        database.superuser()
                .execute(
                        "create role " + role + " login bypassrls password 's3cret'",
                        "alter default privileges for role " + owner
                                + " grant select, insert, update, delete on tables to " + role);
        try (ReplicaProcess replica = ReplicaProcess.builder()
                .with("DATABASE_URL", database.superuser().as(role, "s3cret").url())
                .with("GLEANER_DATABASE_POOLER", "none")
                .with("GLEANER_MIGRATIONS_URL", database.direct().url())
                .start()) {
            assertThat(replica.log())
                    .contains("The second wall between tenants does not stand: the role " + role)
                    .doesNotContain("s3cret");
        }
    }

    @Test
    void a_start_may_migrate_and_end() throws SQLException {
        GleanerDatabase database = GleanerDatabase.fresh();
        try (ReplicaProcess job = ReplicaProcess.on(database)
                .with("GLEANER_DATABASE_MIGRATIONS", "only")
                .in(folder)
                .launch()) {
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> !job.isAlive());
            assertThat(job.terminate()).isZero();
        }
        assertThat(database.direct().ask("select to_regclass('domain')")).isEqualTo("domain");
        assertThat(database.direct().ask("select count(*) from account")).isEqualTo("0");
    }

    @Test
    void a_given_database_is_the_only_one() {
        try (ReplicaProcess replica =
                ReplicaProcess.on(GleanerDatabase.fresh()).in(folder).start()) {
            assertThat(replica.log()).doesNotContain("EMBEDDED");
            assertThat(folder.resolve("data/postgres")).doesNotExist();
        }
    }

    @Test
    void without_a_database_it_brings_its_own_says_so_and_keeps_what_it_stores() {
        String password;
        try (ReplicaProcess first = embedded().start()) {
            assertThat(first.log()).contains("DATABASE_URL is not set: using an EMBEDDED PostgreSQL");
            password = passwordIn(first.log());
            signIn(first, password);
            assertThat(first.terminate()).isEqualTo(128 + 15);
        }
        assertThat(folder.resolve("data/postgres/PG_VERSION")).exists();
        assertThat(folder.resolve("data/postgres/postmaster.pid")).doesNotExist();

        try (ReplicaProcess second = embedded().start()) {
            assertThat(second.log()).contains("EMBEDDED").doesNotContain("The first administrator was made");
            signIn(second, password);
            second.terminate();
        }
    }

    private ReplicaProcess.Builder embedded() {
        return ReplicaProcess.builder()
                .with("GLEANER_ADMIN_EMAIL", "")
                .with("GLEANER_ADMIN_PASSWORD", "")
                .in(folder);
    }

    private static String passwordIn(String log) {
        Matcher password = PASSWORD.matcher(log);
        assertThat(password.find()).isTrue();
        String said = password.group(1);
        assertThat(password.find()).isFalse();
        return said;
    }

    private static void signIn(ReplicaProcess replica, String password) {
        assertThat(GleanerClient.signIn(replica.baseUri(), "admin@localhost", password)
                        .get("/api/v1/auth/me")
                        .status())
                .isEqualTo(200);
    }

    private String refusal(ReplicaProcess.Builder builder) {
        try (ReplicaProcess replica = builder.in(folder).launch()) {
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> !replica.isAlive());
            assertThat(replica.terminate()).isEqualTo(1);
            assertThat(folder.resolve("data/postgres")).doesNotExist();
            return replica.log();
        }
    }
}
