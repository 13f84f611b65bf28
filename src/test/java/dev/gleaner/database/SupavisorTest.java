package dev.gleaner.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gleaner.fixture.DatabaseAddress;
import dev.gleaner.fixture.GleanerDatabase;
import dev.gleaner.fixture.SupavisorStandIn;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** The pool of this service gets along with the habits of Supavisor, each of which is seen here before it is survived. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SupavisorTest {
    private static final String BACKEND = "select cast(pg_backend_pid() as text)";

    private Vertx vertx;
    private SupavisorStandIn supavisor;

    @BeforeEach
    void open() {
        vertx = Vertx.vertx();
        supavisor = SupavisorStandIn.start(GleanerDatabase.fresh().direct(), "orchard");
    }

    @AfterEach
    void close() {
        vertx.close();
        supavisor.close();
    }

    @Test
    void every_client_gets_its_own_answers() {
        Pool pool = pool(3 * SupavisorStandIn.SERVER_CONNECTIONS);

        assertThat(Race.ofShortStatements(pool).outsideTransactions()).isEqualTo(Race.Tally.ALL_RIGHT);
        assertThat(Race.ofShortStatements(pool).insideTransactions()).isEqualTo(Race.Tally.ALL_RIGHT);
        assertThat(Race.ofLongStatements(pool).outsideTransactions()).isEqualTo(Race.Tally.ALL_RIGHT);
        assertThat(Race.ofShortStatements(pool).batches()).isEqualTo(Race.Tally.ALL_RIGHT);
    }

    @Test
    void the_tenant_is_part_of_the_user_name_and_without_it_no_waiting_helps() {
        DatabaseAddress nameless =
                supavisor.address().as("gleaner", supavisor.address().password());

        assertThat(ask(pool(1), "select current_user || ''")).isEqualTo("gleaner");
        assertThatThrownBy(() -> ask(ServicePool.open(vertx, nameless, 1, Map.of()), "select 'x'"))
                .hasMessageContaining("(ENOTFOUND)")
                .satisfies(failure -> assertThat(DatabaseFaults.isAway(failure)).isFalse());
    }

    @Test
    void a_startup_packet_is_refused_when_it_is_long_and_ours_is_not() {
        PgConnectOptions wordy = ServicePool.to(supavisor.address())
                .setReconnectAttempts(0)
                .addProperty("application_name", "g".repeat(1024));

        assertThatThrownBy(() -> get(PgConnection.connect(vertx, wordy)))
                .hasMessageContaining("startup packet too large");
        assertThat(ask(pool(1), "select 'in'")).isEqualTo("in");
    }

    @Test
    void startup_parameters_are_passed_over_which_is_why_limits_are_set_in_each_transaction() {
        PgConnectOptions impatient =
                ServicePool.to(supavisor.address()).setUseLayer7Proxy(true).addProperty("statement_timeout", "1234");

        PgConnection connection = get(PgConnection.connect(vertx, impatient));

        assertThat(ask(connection, "select current_setting('statement_timeout')"))
                .isEqualTo("0");
    }

    @Test
    void each_transaction_may_be_on_another_server_connection_and_stays_there() {
        Pool pool = pool(1);
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 5; i++) {
            seen.add(ask(pool, BACKEND));
        }

        assertThat(seen).hasSize(SupavisorStandIn.SERVER_CONNECTIONS);
        List<String> within = get(pool.withTransaction(connection -> reply(connection, BACKEND)
                .compose(one -> reply(connection, BACKEND).map(two -> List.of(one, two)))));
        assertThat(within.get(0)).isEqualTo(within.get(1));
    }

    @Test
    void a_connection_that_was_written_to_while_idle_is_replaced_before_anybody_uses_it() {
        Pool pool = pool(1);
        ask(pool, BACKEND);
        Awaitility.await().until(() -> supavisor.idleClients() == 1);

        assertThat(supavisor.heartbeat()).isEqualTo(1);
        Awaitility.await("the driver gives the connection up").until(() -> supavisor.idleClients() == 0);

        for (int i = 0; i < 5; i++) {
            assertThat(ask(pool, "select 'n" + i + "'")).isEqualTo("n" + i);
        }
    }

    @Test
    void a_reply_that_never_comes_costs_one_call_and_frees_its_slot() {
        Pool pool = ServicePool.open(vertx, supavisor.address(), 1, Map.of("reply-timeout", "1s"));
        ask(pool, "select 'warm'");
        supavisor.loseNextReply();

        assertThatThrownBy(() -> ask(pool, "select 'lost'"))
                .satisfies(failure -> assertThat(DatabaseFaults.isAway(failure)).isTrue());
        Awaitility.await("the slot is free")
                .ignoreExceptions()
                .until(() -> ask(pool, "select 'found'").equals("found"));
    }

    @Test
    void its_own_errors_are_told_apart_by_their_word() {
        supavisor.failNextWith("(EMAXCLIENTCONN) max client connections reached");

        assertThatThrownBy(() -> get(PgConnection.connect(
                        vertx, ServicePool.to(supavisor.address()).setReconnectAttempts(0))))
                .hasMessageContaining("(EMAXCLIENTCONN)")
                .satisfies(failure -> assertThat(DatabaseFaults.isAway(failure)).isTrue());
    }

    @Test
    void an_error_in_the_middle_ends_the_connection_and_the_next_call_has_another() {
        Pool pool = pool(1);
        ask(pool, "select 'warm'");
        supavisor.failNextWith("(ECHECKOUTTIMEOUT) unable to check out connection from the pool after 15000ms");

        assertThatThrownBy(() -> ask(pool, "select 'x'"))
                .satisfies(failure -> assertThat(DatabaseFaults.isAway(failure)).isTrue());
        Awaitility.await()
                .ignoreExceptions()
                .until(() -> ask(pool, "select 'again'").equals("again"));
    }

    private Pool pool(int size) {
        return ServicePool.open(vertx, supavisor.address(), size, Map.of());
    }

    private static String ask(SqlClient client, String sql) {
        return get(reply(client, sql));
    }

    private static Future<String> reply(SqlClient client, String sql) {
        return client.preparedQuery(sql)
                .execute(Tuple.tuple())
                .map(rows -> rows.iterator().next().getString(0));
    }

    private static <T> T get(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().join();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof RuntimeException said ? said : failure;
        }
    }
}
