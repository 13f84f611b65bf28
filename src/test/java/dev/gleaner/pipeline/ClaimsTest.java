package dev.gleaner.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class ClaimsTest {
    private static final Map<String, String> DEFAULTS = Map.of();

    @Inject
    ChoreYard yard;

    @BeforeEach
    void begin() throws SQLException {
        yard.clear();
    }

    @AfterEach
    void end() {
        yard.stop();
    }

    @Test
    void four_replicas_at_once_do_each_chore_once() throws SQLException {
        yard.queue(1000, "''");
        List<ChoreWorkflow> replicas = replicas(() -> ChoreWorkflow.plain(yard.chores(), ClaimsTest::done));
        await().atMost(Duration.ofSeconds(30)).until(() -> yard.count("processing_status = 'COMPLETE'") == 1000);
        assertEachDoneOnce(replicas, 1000);
    }

    @Test
    void four_replicas_at_once_do_each_chore_of_many_lanes_once() throws SQLException {
        yard.queue(1000, "'lane-' || (n % 100)");
        List<ChoreWorkflow> replicas =
                replicas(() -> ChoreWorkflow.laned(yard.chores(), Duration.ZERO, ClaimsTest::done));
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            yard.tick();
            return yard.count("processing_status = 'COMPLETE'") == 1000;
        });
        assertEachDoneOnce(replicas, 1000);
    }

    private List<ChoreWorkflow> replicas(Supplier<ChoreWorkflow> workflow) {
        return IntStream.range(0, 4)
                .mapToObj(number -> {
                    ChoreWorkflow own = workflow.get();
                    yard.start("replica-" + number, own, Map.of("batch", "30"));
                    return own;
                })
                .toList();
    }

    private void assertEachDoneOnce(List<ChoreWorkflow> replicas, int chores) throws SQLException {
        List<String> begun =
                replicas.stream().flatMap(workflow -> workflow.begun.stream()).toList();
        assertThat(begun).hasSize(chores).doesNotHaveDuplicates();
        assertThat(yard.ask("select count(*) from chore_output where runs = 1")).isEqualTo("" + chores);
        assertThat(yard.ask("select count(*) from attempt where workflow = 'chore' and outcome = 'COMPLETE'"))
                .isEqualTo("" + chores);
    }

    @Test
    void claims_are_disjoint_and_leave_nothing_out() throws SQLException {
        yard.queue(50, "''");
        Set<UUID> seen = new HashSet<>();
        for (int replica = 0; replica < 6; replica++) {
            idle("replica-" + replica, 10)
                    .forEach(chore -> assertThat(seen.add(chore.id())).isTrue());
        }
        assertThat(seen).hasSize(50);
        assertThat(yard.count("processing_status = 'PROCESSING' and attempts = 1 and lease_number = 1"))
                .isEqualTo(50);
    }

    private List<Chore> idle(String replica, int slots) {
        return yard.claim(replica, ChoreWorkflow.plain(yard.chores(), ClaimsTest::done), slots, DEFAULTS);
    }

    @Test
    void what_is_not_due_is_not_claimed() throws SQLException {
        yard.queue(3, "''");
        yard.execute("update chore set next_attempt_at = now() + interval '5 minutes' where name = '2'");
        assertThat(names(idle("one", 10))).containsExactlyInAnyOrder("1", "3");
        yard.moveClock(Duration.ofMinutes(5).plusSeconds(1));
        assertThat(names(idle("one", 10))).containsExactly("2");
    }

    @Test
    void a_lane_is_held_by_one_replica_at_a_time() throws SQLException {
        yard.queue(20, "'host'");
        assertThat(laned("one", 10)).hasSize(10);
        assertThat(laned("two", 10)).isEmpty();
        yard.moveClock(Duration.ofSeconds(61));
        assertThat(laned("two", 10))
                .as("after the lease of a replica that vanished")
                .hasSize(10);
    }

    private List<Chore> laned(String replica, int slots) {
        return yard.claim(
                replica, ChoreWorkflow.laned(yard.chores(), Duration.ZERO, ClaimsTest::done), slots, DEFAULTS);
    }

    @Test
    void a_huge_lane_does_not_delay_the_small_ones() throws SQLException {
        yard.queue(10_000, "'huge'");
        yard.queue(200, "'small-' || n");
        List<Chore> claimed = laned("one", 200);
        assertThat(claimed).filteredOn(chore -> chore.lane().equals("huge")).hasSize(10);
        assertThat(claimed.stream().map(Chore::lane).distinct()).hasSize(200);
    }

    @Test
    void the_walk_goes_on_where_it_ended_and_begins_again_at_the_end() throws SQLException {
        yard.queue(9, "'lane-' || n");
        Claims<Chore> claims =
                yard.claims("one", ChoreWorkflow.laned(yard.chores(), Duration.ZERO, ClaimsTest::done), Map.of());
        List<String> lanes = IntStream.range(0, 3)
                .mapToObj(round -> yard.claim(claims, 3))
                .flatMap(List::stream)
                .map(Chore::lane)
                .toList();
        assertThat(lanes).hasSize(9).doesNotHaveDuplicates();
        assertThat(lanes.subList(3, 6)).containsExactlyInAnyOrder("lane-4", "lane-5", "lane-6");
        yard.queue(1, "'lane-0'");
        assertThat(names(yard.claim(claims, 3)))
                .as("before the place where it ended")
                .hasSize(1);
    }

    @Test
    void what_a_person_waits_for_goes_before_everything_else() throws SQLException {
        yard.queue(100, "''");
        yard.queue(5, "''", 0);
        List<Chore> claimed = idle("one", 10);
        assertThat(claimed).hasSize(10);
        assertThat(yard.count("priority = 0 and processing_status = 'PROCESSING'"))
                .isEqualTo(5);
    }

    @Test
    void a_paused_workflow_is_claimed_by_nobody_until_it_resumes() throws SQLException {
        yard.queue(5, "'lane-' || n");
        yard.queue(5, "''");
        yard.execute("insert into pipeline (name, paused) values ('chore', true)");
        assertThat(idle("one", 10)).isEmpty();
        assertThat(laned("two", 10)).isEmpty();
        yard.execute("update pipeline set paused = false where name = 'chore'");
        assertThat(idle("one", 10)).hasSize(5);
        assertThat(laned("two", 10)).hasSize(5);
    }

    @Test
    void the_cost_of_a_claim_does_not_grow_with_what_is_done() throws SQLException {
        yard.queue(100_000, "'lane-' || (n % 1000)");
        yard.execute(
                "update chore set processing_status = 'COMPLETE', next_attempt_at = null where cast(name as integer) % 2 = 0",
                "analyze chore");
        assertThat(laned("one", 20)).hasSize(200);
        String plan = yard.explain("select q.lane from chore q where q.processing_status = 'QUEUED' and q.priority = 1"
                + " and q.lane > 'lane-5' order by q.lane limit 1");
        assertThat(plan).contains("Index").doesNotContain("Seq Scan").doesNotContain("Sort");
    }

    private static List<String> names(List<Chore> chores) {
        return chores.stream().map(chore -> chore.name).collect(Collectors.toList());
    }

    private static Uni<Outcome<String>> done(ChoreWorkflow.Task task) {
        return Uni.createFrom().item(new Outcome.Done<>("done"));
    }
}
