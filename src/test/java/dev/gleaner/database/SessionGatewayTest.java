package dev.gleaner.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.gleaner.fixture.GleanerDatabase;
import dev.gleaner.phase.OpenTransaction;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class SessionGatewayTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final String name = "test-" + UUID.randomUUID();

    @Inject
    SessionGateway sessions;

    @Inject
    PoolWatch watch;

    @AfterEach
    void tidy() throws SQLException {
        GleanerDatabase.shared().direct().execute("delete from pipeline where name = '" + name + "'");
    }

    @Test
    void what_succeeds_is_committed() throws SQLException {
        assertThat(await(() -> sessions.inTransaction(name, this::insert))).isEqualTo(1);

        assertThat(stored()).isEqualTo("1");
    }

    @Test
    void what_fails_is_rolled_back_and_the_failure_comes_out_as_it_is() throws SQLException {
        IllegalArgumentException failure = new IllegalArgumentException("no");

        assertThat(failureOf(() -> sessions.inTransaction(
                        name, () -> insert().chain(ignored -> Uni.createFrom().failure(failure)))))
                .isSameAs(failure);
        assertThat(stored()).isEqualTo("0");
        assertThat(holds()).isZero();
    }

    @Test
    void work_that_does_not_even_begin_is_a_failure_too() {
        assertThat(failureOf(() -> sessions.inTransaction(name, () -> {
                    throw new IllegalArgumentException("not begun");
                })))
                .hasMessage("not begun");
        assertThat(holds()).isZero();
    }

    @Test
    void a_transaction_inside_a_transaction_is_refused_with_a_sentence() throws SQLException {
        Throwable refused = failureOf(() -> sessions.inTransaction(
                name, () -> insert().chain(ignored -> sessions.inTransaction("the inner one", this::insert))));

        assertThat(refused)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a transaction for the inner one while the transaction of " + name
                        + " is open: a connection would be held meanwhile");
        assertThat(stored()).isEqualTo("0");
    }

    @Test
    void two_calls_that_are_merged_are_two_transactions_on_two_connections() {
        Rendezvous both = new Rendezvous(2);
        Supplier<Uni<String>> work = () ->
                ask("select pg_backend_pid() || ' ' || pg_current_xact_id()").call(both::arrive);

        var answers = await(() -> Uni.combine()
                .all()
                .unis(sessions.inTransaction(name, work), sessions.inTransaction(name, work))
                .asTuple());

        String[] one = answers.getItem1().split(" ");
        String[] two = answers.getItem2().split(" ");
        assertThat(one[0]).isNotEqualTo(two[0]);
        assertThat(one[1]).isNotEqualTo(two[1]);
    }

    @Test
    void the_result_arrives_on_the_callers_context_and_the_mark_stays_inside() {
        boolean home = await(() -> {
            Context caller = Vertx.currentContext();
            return sessions.inTransaction(
                            name,
                            () -> insert().invoke(() -> {
                                assertThat(Vertx.currentContext()).isNotSameAs(caller);
                                assertThat(OpenTransaction.holder()).contains(name);
                            }))
                    .map(ignored -> Vertx.currentContext() == caller
                            && OpenTransaction.holder().isEmpty());
        });

        assertThat(home).isTrue();
    }

    @Test
    void a_failure_arrives_on_the_callers_context_too() {
        boolean home = await(() -> {
            Context caller = Vertx.currentContext();
            return sessions.inTransaction(name, () -> Uni.createFrom().<Boolean>failure(new IllegalStateException()))
                    .onFailure()
                    .recoverWithItem(() -> Vertx.currentContext() == caller);
        });

        assertThat(home).isTrue();
    }

    @Test
    void one_transaction_after_another_is_fine() {
        int written = await(() -> sessions.inTransaction(name, this::insert)
                .chain(ignored -> sessions.inTransaction(name, this::insert)));

        assertThat(written).isZero();
    }

    @Test
    void the_hold_is_seen_while_it_lasts_and_gone_afterwards() {
        long during = await(() -> sessions.inTransaction(name, () -> insert().map(ignored -> holds())));

        assertThat(during).isOne();
        assertThat(holds()).isZero();
    }

    @Test
    void postgresql_knows_the_limits_of_a_transaction_and_nothing_of_them_stays_on_the_connection()
            throws SQLException {
        String within = await(() -> sessions.inTransaction(
                name,
                () -> ask("select current_setting('statement_timeout') || ' '"
                        + " || current_setting('idle_in_transaction_session_timeout')")));

        assertThat(within).isEqualTo("30s 30s");
        for (int i = 0; i < 5; i++) {
            assertThat(GleanerDatabase.shared().address().ask("show statement_timeout"))
                    .isEqualTo("0");
            assertThat(GleanerDatabase.shared().address().ask("show idle_in_transaction_session_timeout"))
                    .isEqualTo("0");
        }
    }

    @Test
    void a_caller_who_gives_up_leaks_no_connection() {
        Rendezvous gate = new Rendezvous(4);
        CompletableFuture<?>[] abandoned = IntStream.range(0, 3)
                .mapToObj(ignored -> started(() -> sessions.inTransaction(
                        name,
                        () -> ask("select cast(pg_current_xact_id() as text)").call(gate::arrive))))
                .toArray(CompletableFuture[]::new);
        Awaitility.await().atMost(PATIENCE).until(() -> holds() > 0);
        for (CompletableFuture<?> call : abandoned) {
            call.cancel(false);
        }
        Awaitility.await().atMost(PATIENCE).until(() -> gate.arrived() == 3);

        assertThat(holds()).isEqualTo(3);
        gate.open();
        Awaitility.await().atMost(PATIENCE).until(() -> holds() == 0);
        two_calls_that_are_merged_are_two_transactions_on_two_connections();
    }

    @Test
    void many_transactions_wait_for_their_turn_and_each_gets_its_own_answer() {
        Set<String> answers = await(() -> Uni.join()
                .all(IntStream.range(0, 50)
                        .mapToObj(i -> sessions.inTransaction(name, () -> ask("select cast(" + i + " as text)"))
                                .map(answer -> i + "=" + answer))
                        .toList())
                .andFailFast()
                .map(Set::copyOf));

        assertThat(answers)
                .isEqualTo(IntStream.range(0, 50).mapToObj(i -> i + "=" + i).collect(Collectors.toSet()));
    }

    @Test
    void what_must_not_run_inside_a_transaction_can_find_out() {
        assertThatIllegalStateException()
                .isThrownBy(() -> await(() -> sessions.inTransaction(name, () -> {
                    OpenTransaction.requireNone("a visit");
                    return insert();
                })))
                .withMessageContaining("a visit while the transaction of " + name);
    }

    private Uni<Integer> insert() {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "insert into pipeline (name) values (cast(:name as text)) on conflict do nothing")
                        .setParameter("name", name)
                        .executeUpdate());
    }

    private static Uni<String> ask(String question) {
        return Panache.getSession()
                .chain(session ->
                        session.createNativeQuery(question, String.class).getSingleResult());
    }

    private String stored() throws SQLException {
        return GleanerDatabase.shared().direct().ask("select count(*) from pipeline where name = '" + name + "'");
    }

    private long holds() {
        return watch.holds().stream().filter(it -> it.holder().equals(name)).count();
    }

    private static <T> CompletableFuture<T> started(Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> work.get()).subscribeAsCompletionStage();
    }

    private static <T> T await(Supplier<Uni<T>> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(work);
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static Throwable failureOf(Supplier<Uni<?>> work) {
        return await(() -> work.get()
                .onItem()
                .<Throwable>transform(item -> null)
                .onFailure()
                .recoverWithItem(failure -> failure));
    }

    /** Where transactions meet, each on its own context, before they go on. */
    private static final class Rendezvous {
        private final int expected;
        private final AtomicInteger arrived = new AtomicInteger();
        private final CompletableFuture<Void> all = new CompletableFuture<>();

        Rendezvous(int expected) {
            this.expected = expected;
        }

        Uni<Void> arrive() {
            Context own = Vertx.currentContext();
            if (arrived.incrementAndGet() == expected) {
                open();
            }
            return Uni.createFrom()
                    .completionStage(all::copy)
                    .emitOn(command -> own.runOnContext(ignored -> command.run()));
        }

        int arrived() {
            return arrived.get();
        }

        void open() {
            all.complete(null);
        }
    }
}
