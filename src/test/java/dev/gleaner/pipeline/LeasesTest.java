package dev.gleaner.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class LeasesTest {
    private static final Duration LEASE = Duration.ofSeconds(61);

    @Inject
    ChoreYard yard;

    private final Queue<UniEmitter<? super Outcome<String>>> hanging = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void begin() throws SQLException {
        yard.clear();
    }

    @AfterEach
    void end() {
        hanging.forEach(emitter -> emitter.complete(new Outcome.Done<>("late")));
        yard.stop();
    }

    @Test
    void what_a_vanished_replica_held_is_done_by_another() throws SQLException {
        yard.queue(10, "''");
        yard.claim("vanished", workflow(), 10, Map.of());
        Runner<?, ?, ?> other = yard.start("other", doing(), Map.of());
        ChoreYard.await(other.rescue());
        assertThat(yard.count("processing_status = 'PROCESSING'"))
                .as("the leases still hold")
                .isEqualTo(10);
        yard.moveClock(LEASE);
        ChoreYard.await(other.rescue());
        await().until(() -> yard.count("processing_status = 'COMPLETE' and attempts = 2") == 10);
        assertThat(yard.ask("select count(*) from attempt where outcome = 'EXPIRED' and replica = 'vanished'"
                        + " and error_code = 'lease_expired'"))
                .isEqualTo("10");
    }

    @Test
    void an_item_that_ends_every_replica_becomes_an_error() throws SQLException {
        yard.queue(1, "''");
        Runner<?, ?, ?> rescuer = yard.idle("rescuer", workflow());
        for (int attempt = 1; attempt <= 4; attempt++) {
            assertThat(yard.claim("victim-" + attempt, workflow(), 1, Map.of())).hasSize(1);
            yard.moveClock(LEASE);
            ChoreYard.await(rescuer.rescue());
        }
        assertThat(yard.count("processing_status = 'ERROR' and error_code = 'lease_expired' and attempts = 4"
                        + " and error_message like '%victim-4%'"))
                .isEqualTo(1);
    }

    @Test
    void a_slow_item_stays_with_its_replica_as_long_as_that_renews() throws SQLException {
        yard.queue(3, "'host-' || n");
        Runner<?, ?, ?> slow =
                yard.start("slow", ChoreWorkflow.laned(yard.chores(), Duration.ZERO, this::hang), Map.of());
        await().until(() -> hanging.size() == 3);
        for (int i = 0; i < 3; i++) {
            yard.moveClock(Duration.ofSeconds(40));
            ChoreYard.await(slow.renew());
            ChoreYard.await(slow.rescue());
        }
        assertThat(yard.count("processing_status = 'PROCESSING' and lease_owner = 'slow' and attempts = 1"))
                .isEqualTo(3);
        assertThat(yard.ask(
                        "select count(*) from lane where holder = 'slow' and ready_at > now() + interval '2 minutes'"))
                .isEqualTo("3");
    }

    @Test
    void a_stale_lease_cannot_persist() throws SQLException {
        yard.queue(1, "''");
        Runner<?, ?, ?> stale = yard.start("stale", ChoreWorkflow.plain(yard.chores(), this::hang), Map.of());
        await().until(() -> hanging.size() == 1);
        yard.moveClock(LEASE);
        ChoreYard.await(yard.idle("rescuer", workflow()).rescue());
        assertThat(yard.claim("successor", workflow(), 1, Map.of())).hasSize(1);
        hanging.remove().complete(new Outcome.Done<>("late"));
        await().until(() -> ChoreYard.await(stale.inFlight()) == 0);
        assertThat(yard.ask("select count(*) from chore_output")).isEqualTo("0");
        assertThat(yard.count("processing_status = 'PROCESSING' and lease_owner = 'successor' and lease_number = 2"))
                .isEqualTo(1);
    }

    private ChoreWorkflow workflow() {
        return ChoreWorkflow.plain(yard.chores(), this::hang);
    }

    private ChoreWorkflow doing() {
        return ChoreWorkflow.plain(yard.chores(), task -> Uni.createFrom().item(new Outcome.Done<>("done")));
    }

    private Uni<Outcome<String>> hang(ChoreWorkflow.Task task) {
        return Uni.createFrom().<Outcome<String>>emitter(emitter -> hanging.add(emitter));
    }
}
