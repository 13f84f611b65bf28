package dev.gleaner.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.item.WorkItem;
import dev.gleaner.pipeline.chore.ChoreWorkflow;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class LeaseTest extends EngineTestBase {
    private static final Duration LONGER_THAN_A_LEASE = Duration.ofSeconds(61);
    private static final Duration HALF_A_LEASE = Duration.ofSeconds(30);

    private final Latch latch = new Latch();

    @Test
    void what_a_vanished_replica_held_is_queued_again() throws Exception {
        queue(1);
        vanish();
        Runner<?, ?, ?> rescuer = runner("replica-2", plain(done()), Map.of());

        rescue(rescuer);
        assertThat(state()).isEqualTo("PROCESSING 1");
        clock.forward(LONGER_THAN_A_LEASE);
        rescue(rescuer);

        assertThat(state()).isEqualTo("QUEUED 1 FETCH lease_expired");
        assertThat(trail()).isEqualTo("EXPIRED");
        assertThat(ask("select replica || ' ' || attempt || ' ' || (finished_at - claimed_at > interval '1 minute')"
                        + " from attempt where workflow = 'chore'"))
                .isEqualTo("vanished 1 true");
        assertThat(ask("select error_message from chore")).contains("vanished");
    }

    @Test
    void a_rescued_item_is_fetched_again() throws Exception {
        queue(1);
        vanish();
        clock.forward(LONGER_THAN_A_LEASE);
        var runner = started(plain(done()));

        rescue(runner);

        awaitState("COMPLETE 2");
        assertThat(trail()).isEqualTo("EXPIRED COMPLETE");
    }

    @Test
    void an_item_that_vanishes_with_every_replica_ends_as_an_error() throws Exception {
        queue(1);
        sql("update chore set attempts = 3");
        vanish();
        clock.forward(LONGER_THAN_A_LEASE);

        rescue(runner("replica-2", plain(done()), Map.of()));

        assertThat(state()).isEqualTo("ERROR 4 FETCH lease_expired");
    }

    @Test
    void a_deselected_item_of_a_vanished_replica_does_not_come_back() throws Exception {
        queue(1);
        vanish();
        sql("update chore set curation_status = 'ARCHIVED'");
        clock.forward(LONGER_THAN_A_LEASE);

        rescue(runner("replica-2", plain(done()), Map.of()));

        assertThat(state()).startsWith("IDLE");
    }

    @Test
    void renewal_keeps_slow_ones_and_their_lanes() throws Exception {
        queue(2, "'lane-slow'", "n::text", WorkItem.BULK);
        var runner = started(laned(latch.before(done())));
        await().until(() -> latch.arrived() == 1);

        clock.forward(HALF_A_LEASE);
        runner.renew().await().atMost(PATIENCE);
        clock.forward(HALF_A_LEASE.plusSeconds(5));
        rescue(runner);

        assertThat(count("processing_status = 'PROCESSING'")).isEqualTo(2);
        ChoreWorkflow other = laned(done());
        queue(1, "'lane-slow'", "'third'", WorkItem.BULK);
        assertThat(claim(claims("replica-2", other, Map.of()), other, 5)).isEmpty();
        latch.open();
        awaitAll("COMPLETE", 3);
    }

    @Test
    void a_stale_lease_cannot_persist() throws Exception {
        queue("slow");
        started(plain(latch.before(always(new Outcome.Done<>("stale")))));
        await().until(() -> latch.arrived() == 1);
        clock.forward(LONGER_THAN_A_LEASE);
        var successor = runner("replica-2", plain(always(new Outcome.Done<>("fresh"))), Map.of());
        successor.start();
        rescue(successor);
        awaitState("COMPLETE 2");

        latch.open();
        send_everybody_home();

        assertThat(ask("select string_agg(text, ' ') from chore_output")).isEqualTo("fresh");
        assertThat(state()).isEqualTo("COMPLETE 2");
        assertThat(trail()).isEqualTo("EXPIRED COMPLETE");
    }

    @Test
    void a_replica_that_takes_its_own_item_again_writes_only_the_later_result() throws Exception {
        queue("slow");
        var workflow = plain(task -> latch.arrived() == 0
                ? latch.before(always(new Outcome.Done<>("stale"))).apply(task)
                : always(new Outcome.Done<>("fresh")).apply(task));
        var runner = started(workflow);
        await().until(() -> latch.arrived() == 1);
        clock.forward(LONGER_THAN_A_LEASE);

        rescue(runner);
        latch.open();
        awaitState("COMPLETE 2");
        send_everybody_home();

        assertThat(ask("select string_agg(text, ' ') from chore_output")).isEqualTo("fresh");
    }

    @Test
    void two_leases_of_one_item_in_one_batch_are_told_apart() throws Exception {
        queue("twice");
        ChoreWorkflow workflow = plain(done());
        var claims = claims("replica-1", workflow, Map.of());
        var stale = claim(claims, workflow, 1).get(0);
        clock.forward(LONGER_THAN_A_LEASE);
        rescue(runner("replica-2", workflow, Map.of()));
        var fresh = claim(claims, workflow, 1).get(0);
        RetryPolicy policy = new RetryPolicy(settings(Map.of()).of("chore"), () -> 0.5);

        var held = transaction(() -> new Verdicts(clock)
                .write(
                        workflow,
                        "replica-1",
                        List.of(
                                policy.verdict(stale, new Outcome.Done<>("stale")),
                                policy.verdict(fresh, new Outcome.Done<>("fresh")))));

        assertThat(held.include(stale)).isFalse();
        assertThat(held.include(fresh)).isTrue();
        assertThat(trail()).isEqualTo("EXPIRED COMPLETE");
    }

    private void vanish() {
        ChoreWorkflow workflow = plain(done());
        assertThat(claim(claims("vanished", workflow, Map.of()), workflow, 10)).hasSize(1);
    }

    private static void rescue(Runner<?, ?, ?> runner) {
        runner.rescue().await().atMost(PATIENCE);
    }
}
