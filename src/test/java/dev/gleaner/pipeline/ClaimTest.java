package dev.gleaner.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.item.WorkItem;
import dev.gleaner.pipeline.chore.ChoreWorkflow;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class ClaimTest extends EngineTestBase {
    @Inject
    Pipelines pipelines;

    @Test
    void four_runners_at_once_do_each_chore_exactly_once() throws Exception {
        queue(1000);
        List<ChoreWorkflow> workflows = fourAtOnce(() -> plain(done()));

        awaitAll("COMPLETE", 1000);

        assertEachDoneOnce(workflows, 1000);
    }

    @Test
    void four_runners_at_once_share_the_lanes() throws Exception {
        queue(1000, "'lane-' || n % 100", "n::text", WorkItem.BULK);
        List<ChoreWorkflow> workflows = fourAtOnce(() -> laned(done()));

        awaitAll("COMPLETE", 1000);

        assertEachDoneOnce(workflows, 1000);
    }

    private List<ChoreWorkflow> fourAtOnce(Supplier<ChoreWorkflow> workflow) {
        List<ChoreWorkflow> workflows =
                IntStream.range(0, 4).mapToObj(it -> workflow.get()).toList();
        List<Runner<?, ?, ?>> started = new ArrayList<>();
        for (ChoreWorkflow one : workflows) {
            started.add(runner("replica-" + started.size(), one, Map.of("batch", "20", "concurrency", "50")));
        }
        started.forEach(Runner::start);
        // lanes rest for no time, but a runner that found them all taken waits for its next look
        await().until(() -> {
            started.forEach(Runner::nudge);
            return count("processing_status <> 'COMPLETE'") == 0;
        });
        return workflows;
    }

    private void assertEachDoneOnce(List<ChoreWorkflow> workflows, int number) throws Exception {
        List<ChoreWorkflow.Task> all =
                workflows.stream().flatMap(it -> it.fetched().stream()).toList();
        assertThat(all).hasSize(number).doesNotHaveDuplicates();
        assertThat(workflows.stream().filter(it -> !it.fetched().isEmpty()).count())
                .isGreaterThan(1);
        assertThat(outputs()).isEqualTo(number);
        assertThat(ask("select count(*) || ' ' || count(distinct item_id) from attempt where workflow like '%chore'"))
                .isEqualTo(number + " " + number);
    }

    @Test
    void a_claim_takes_what_is_due_first_and_no_more_than_its_batch() throws Exception {
        queue(50);
        ChoreWorkflow workflow = plain(done());
        var claims = claims("replica-1", workflow, Map.of("batch", "5"));

        assertThat(claim(claims, workflow, 3))
                .extracting(it -> it.task().note())
                .containsExactly("chore 1", "chore 2", "chore 3");
        assertThat(claim(claims, workflow, 100)).hasSize(5);
        assertThat(count("processing_status = 'PROCESSING' and lease_owner = 'replica-1' and attempts = 1"))
                .isEqualTo(8);
    }

    @Test
    void what_is_queued_behind_a_scan_is_taken_by_the_claim_that_reaches_its_end() throws Exception {
        queue(10);
        ChoreWorkflow workflow = plain(done());
        var claims = claims("replica-1", workflow, Map.of());

        assertThat(claim(claims, workflow, 4)).hasSize(4);
        queueForYesterday("behind");

        assertThat(notes(claim(claims, workflow, 4))).containsExactly("chore 5", "chore 6", "chore 7", "chore 8");
        assertThat(notes(claim(claims, workflow, 4))).containsExactly("chore 9", "chore 10", "behind");
        assertThat(claim(claims, workflow, 4)).isEmpty();
    }

    @Test
    void what_is_queued_behind_a_scan_is_taken_before_the_scan_gets_long() throws Exception {
        queue(100);
        ChoreWorkflow workflow = plain(done());
        var claims = claims("replica-1", workflow, Map.of());
        claim(claims, workflow, 1);
        queueForYesterday("behind");

        List<String> taken = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            taken.addAll(notes(claim(claims, workflow, 1)));
        }

        assertThat(taken).hasSize(25).contains("behind").startsWith("chore 2", "chore 3");
    }

    @Test
    void items_of_one_time_are_all_taken_however_the_claims_divide_them() throws Exception {
        queue(50);
        sql("update chore set next_attempt_at = now() - interval '1 hour'");
        ChoreWorkflow workflow = plain(done());
        var claims = claims("replica-1", workflow, Map.of());

        List<String> taken = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            taken.addAll(notes(claim(claims, workflow, 7)));
        }

        assertThat(taken).hasSize(50).doesNotHaveDuplicates();
    }

    @Test
    void a_replica_lives_with_the_columns_of_a_newer_schema() throws Exception {
        queue(3);
        ChoreWorkflow workflow = plain(done());
        sql("alter table chore add column newer jsonb default '{}'");
        try {
            assertThat(claim(claims("replica-1", workflow, Map.of()), workflow, 3))
                    .hasSize(3);
        } finally {
            sql("alter table chore drop column newer");
        }
    }

    private void queueForYesterday(String note) throws SQLException {
        queue(note);
        sql("update chore set next_attempt_at = now() - interval '1 day' where note = '" + note + "'");
    }

    private static List<String> notes(List<Claimed<ChoreWorkflow.Task>> claimed) {
        return claimed.stream().map(it -> it.task().note()).toList();
    }

    @Test
    void what_is_not_due_yet_stays() throws Exception {
        queue(1);
        sql("update chore set next_attempt_at = now() + interval '10 minutes'");
        ChoreWorkflow workflow = plain(done());
        var claims = claims("replica-1", workflow, Map.of());

        assertThat(claim(claims, workflow, 10)).isEmpty();
        clock.forward(Duration.ofMinutes(11));
        assertThat(claim(claims, workflow, 10)).hasSize(1);
    }

    @Test
    void urgent_goes_before_bulk() throws Exception {
        queue(5, "''", "'bulk'", WorkItem.BULK);
        queue(2, "''", "'urgent'", WorkItem.URGENT);
        ChoreWorkflow workflow = plain(done());

        assertThat(claim(claims("replica-1", workflow, Map.of()), workflow, 3))
                .extracting(it -> it.task().note())
                .containsExactly("urgent", "urgent", "bulk");
    }

    @Test
    void urgent_lanes_go_before_bulk_lanes() throws Exception {
        queue(3, "'lane-a' || n", "'bulk'", WorkItem.BULK);
        queue(2, "'lane-z' || n", "'urgent'", WorkItem.URGENT);
        ChoreWorkflow workflow = laned(done());

        assertThat(claim(claims("replica-1", workflow, Map.of()), workflow, 3))
                .extracting(Claimed::lane)
                .containsExactlyInAnyOrder("lane-z1", "lane-z2", "lane-a1");
    }

    @Test
    void a_lane_is_held_by_one_replica_at_a_time() throws Exception {
        queue(30, "'lane-only'", "n::text", WorkItem.BULK);
        ChoreWorkflow workflow = laned(done());
        var first = claims("replica-1", workflow, Map.of());
        var second = claims("replica-2", workflow, Map.of());

        List<Claimed<ChoreWorkflow.Task>> taken = claim(first, workflow, 10);
        assertThat(taken).hasSize(10);
        assertThat(claim(second, workflow, 10)).isEmpty();
        assertThat(claim(first, workflow, 10)).isEmpty();

        free(taken, Duration.ofSeconds(30));
        assertThat(claim(second, workflow, 10)).isEmpty();
        clock.forward(Duration.ofSeconds(31));
        assertThat(claim(second, workflow, 10)).hasSize(10);
    }

    @Test
    void to_give_a_lane_back_once_more_frees_nothing_that_was_claimed_since() throws Exception {
        queue(30, "'lane-only'", "n::text", WorkItem.BULK);
        ChoreWorkflow workflow = laned(done());
        var claims = claims("replica-1", workflow, Map.of());
        List<Claimed<ChoreWorkflow.Task>> taken = claim(claims, workflow, 10);
        free(taken, Duration.ZERO);
        assertThat(claim(claims, workflow, 10)).hasSize(10);

        free(taken, Duration.ZERO);

        assertThat(claim(claims("replica-2", workflow, Map.of()), workflow, 10)).isEmpty();
    }

    private void free(List<Claimed<ChoreWorkflow.Task>> taken, Duration rest) {
        Map<String, LaneRest> lanes =
                Map.of("lane-only", new LaneRest(taken.get(0).at(), rest));
        transaction(() -> new Leases(clock).freeLanes("replica-1", lanes));
    }

    @Test
    void a_huge_lane_does_not_delay_small_ones() throws Exception {
        queue(10_000, "'lane-huge'", "n::text", WorkItem.BULK);
        queue(200, "'lane-' || n", "n::text", WorkItem.BULK);
        ChoreWorkflow workflow = laned(done());
        var claims = claims("replica-1", workflow, Map.of("batch", "50"));

        Set<String> served = new HashSet<>();
        for (int i = 0; i < 5; i++) {
            served.addAll(laneNames(claim(claims, workflow, 50)));
        }

        assertThat(served).hasSize(201);
    }

    @Test
    void a_host_with_100_000_pages_does_not_delay_10_000_hosts_with_one() throws Exception {
        queue(100_000, "'lane-5-huge'", "n::text", WorkItem.BULK);
        queue(10_000, "'lane-' || n", "n::text", WorkItem.BULK);
        sql("analyze chore");
        ChoreWorkflow workflow = laned(done());
        var claims = claims("replica-1", workflow, Map.of("batch", "500"));

        Set<String> served = new HashSet<>();
        int claimed = 0;
        for (int i = 0; i < 10_000 / 500 + 1; i++) {
            List<Claimed<ChoreWorkflow.Task>> taken = claim(claims, workflow, 500);
            claimed += taken.size();
            served.addAll(laneNames(taken));
        }

        assertThat(served).hasSize(10_001).contains("lane-5-huge");
        assertThat(claimed).isEqualTo(10_000 + 10);
    }

    @Test
    void the_walk_continues_where_it_ended_and_wraps_around() throws Exception {
        queue(6, "'lane-' || n", "n::text", WorkItem.BULK);
        queue(6, "'lane-' || n", "n::text", WorkItem.BULK);
        ChoreWorkflow workflow = laned(done());
        var claims = claims("replica-1", workflow, Map.of("lane-depth", "1"));

        assertThat(laneNames(claim(claims, workflow, 4))).containsExactlyInAnyOrder(lanes(1, 2, 3, 4));
        release(1, 2, 3, 4);
        assertThat(laneNames(claim(claims, workflow, 4))).containsExactlyInAnyOrder(lanes(5, 6));
        release(5, 6);
        assertThat(laneNames(claim(claims, workflow, 4))).containsExactlyInAnyOrder(lanes(1, 2, 3, 4));
    }

    @Test
    void a_walk_that_meets_only_busy_lanes_begins_again_in_the_same_claim() throws Exception {
        queue(9, "'lane-' || n", "n::text", WorkItem.BULK);
        queue(9, "'lane-' || n", "n::text", WorkItem.BULK);
        ChoreWorkflow workflow = laned(done());
        var claims = claims("replica-1", workflow, Map.of("lane-depth", "1"));
        claim(claims, workflow, 5);
        claim(claims("replica-2", workflow, Map.of("lane-depth", "1")), workflow, 9);
        release(2);

        assertThat(laneNames(claim(claims, workflow, 5))).containsExactly("lane-2");
    }

    @Test
    void lanes_with_nothing_due_take_no_slot_from_those_with_something() throws Exception {
        queue(50, "'lane-a' || n", "n::text", WorkItem.BULK);
        sql("update chore set next_attempt_at = now() + interval '1 hour'");
        queue(1, "'lane-z'", "'due'", WorkItem.BULK);
        ChoreWorkflow workflow = laned(done());

        assertThat(claim(claims("replica-1", workflow, Map.of()), workflow, 10))
                .extracting(Claimed::lane)
                .containsExactly("lane-z");
    }

    private static String[] lanes(int... numbers) {
        return IntStream.of(numbers).mapToObj(n -> "lane-" + n).toArray(String[]::new);
    }

    private void release(int... lanes) throws Exception {
        sql("update lane set ready_at = now() - interval '1 second' where name in ('"
                + String.join("', '", lanes(lanes)) + "')");
    }

    @Test
    void items_of_a_lane_run_one_after_the_other_in_order() throws Exception {
        queue(10, "'lane-only'", "n::text", WorkItem.BULK);
        Latch latch = new Latch();
        ChoreWorkflow workflow = laned(latch.before(done()));

        started(workflow);
        await().until(() -> latch.arrived() == 1 && count("processing_status = 'PROCESSING'") == 10);
        assertThat(workflow.fetched()).hasSize(1);
        latch.open();
        awaitAll("COMPLETE", 10);

        assertThat(workflow.fetched())
                .extracting(ChoreWorkflow.Task::note)
                .containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "9", "10");
    }

    @Test
    void a_lane_rests_after_its_items() throws Exception {
        queue(1, "'lane-only'", "'one'", WorkItem.BULK);
        started(ChoreWorkflow.laned(chores, rows, Duration.ofHours(1), done()));

        awaitAll("COMPLETE", 1);

        await().until(() -> ask("select count(*) from lane where name = 'lane-only' and holder is null"
                        + " and ready_at > now() + interval '59 minutes'")
                .equals("1"));
    }

    @Test
    void a_pause_holds_for_all_replicas_until_it_ends() throws Exception {
        queue(3);
        queue(3, "'lane-' || n", "n::text", WorkItem.BULK);
        ChoreWorkflow plain = plain(done());
        ChoreWorkflow laned = laned(done());
        pause(true);

        assertThat(claim(claims("replica-1", plain, Map.of()), plain, 10)).isEmpty();
        assertThat(claim(claims("replica-2", laned, Map.of()), laned, 10)).isEmpty();
        pause(false);
        assertThat(claim(claims("replica-1", plain, Map.of()), plain, 10)).hasSize(3);
        assertThat(claim(claims("replica-2", laned, Map.of()), laned, 10)).hasSize(3);
    }

    private void pause(boolean paused) {
        for (String name : List.of("chore", "laned-chore")) {
            transaction(() -> pipelines.pause(name, paused, "test"));
        }
    }

    @Test
    void a_nudge_after_the_commit_starts_a_new_item_without_a_poll() throws Exception {
        var runner = started(plain(done()));
        queue(1);

        runner.nudge();

        awaitAll("COMPLETE", 1);
    }

    @Test
    void an_item_that_cannot_be_read_keeps_no_other_from_its_turn() throws Exception {
        queue(ChoreWorkflow.UNREADABLE);
        queue(5);

        started(plain(done()));

        awaitAll("COMPLETE", 5);
        await().until(() ->
                count("error_code = 'internal' and error_step = 'CLAIM' and processing_status = 'QUEUED'") == 1);
    }

    @Test
    void the_cost_of_a_claim_does_not_grow_with_the_table() throws Exception {
        queue(100_000, "case when n % 2 = 0 then 'lane-' || n % 1000 else '' end", "n::text", WorkItem.BULK);
        sql(
                "insert into chore (tenant, lane, curation_status, processing_status)"
                        + " select 'acme', 'lane-' || n % 1000, 'SELECTED', 'COMPLETE' from generate_series(1, 100000) n",
                "analyze chore");

        for (ChoreWorkflow workflow : List.of(plain(done()), laned(done()))) {
            for (String statement : claims("replica-1", workflow, Map.of()).statements(200)) {
                assertThat(plan(statement))
                        .as(statement)
                        .contains("chore_priority_lane_next_attempt_at_idx")
                        .doesNotContain("Seq Scan on chore");
            }
        }
    }

    @Test
    void a_walk_ends_where_it_has_found_enough_free_lanes() throws Exception {
        queue(20, "'lane-' || chr(96 + n)", "n::text", WorkItem.BULK);
        sql("insert into lane (name, ready_at) values ('lane-b', " + clock.now() + " + interval '1 minute'),"
                + " ('lane-c', " + clock.now() + " - interval '1 minute')");

        assertThat(asked(
                        claims("replica-1", laned(done()), Map.of())
                                .statements(3)
                                .get(0),
                        Object[].class,
                        "lane-",
                        3))
                .extracting(row -> row[0])
                .containsExactly("lane-a", "lane-b", "lane-c", "lane-d");
    }

    private String plan(String statement) {
        return String.join("\n", asked("explain " + statement, String.class, "-infinity", 200));
    }

    private <T> List<T> asked(String statement, Class<T> row, String after, int wanted) {
        return transaction(() -> Panache.getSession().chain(session -> {
            var query = session.createNativeQuery(statement, row);
            Map.of("workflow", "chore", "replica", "r", "after", after, "wanted", wanted, "lanes", "lane-2 lane-4")
                    .forEach((name, value) -> {
                        if (statement.contains(":" + name)) {
                            query.setParameter(name, value);
                        }
                    });
            return query.getResultList();
        }));
    }
}
