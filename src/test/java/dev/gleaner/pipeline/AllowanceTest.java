package dev.gleaner.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.item.WorkItem;
import dev.gleaner.pipeline.chore.ChoreWorkflow;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What becomes of the work of a tenant whose quota for the day is used up. */
@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class AllowanceTest extends EngineTestBase {

    @BeforeEach
    @AfterEach
    void no_quotas() throws SQLException {
        sql(
                "delete from tenant_quota where tenant in ('acme', 'other')",
                "delete from tenant_usage where tenant in ('acme', 'other')");
    }

    private void allow(int fetches) throws SQLException {
        sql("insert into tenant_quota (tenant, fetches_per_day, changed_at, changed_by) values ('acme', " + fetches
                + ", now(), 'test')");
    }

    private String used(String tenant) throws SQLException {
        return ask("select coalesce(max(fetches), 0) from tenant_usage where tenant = '" + tenant + "'");
    }

    @Test
    void what_is_beyond_it_waits_for_the_day_to_end_and_burns_no_attempt() throws SQLException {
        allow(3);
        queue(10);
        started(plain(done()));

        await().until(() -> count("processing_status = 'COMPLETE'") == 3
                && count("processing_status = 'QUEUED' and attempts = 0 and error_code = 'quota_exhausted'"
                                + " and next_attempt_at = (date_trunc('day', now() at time zone 'UTC')"
                                + " + interval '1 day') at time zone 'UTC'")
                        == 7);

        assertThat(used("acme")).isEqualTo("3");
        assertThat(trail()).isEqualTo("COMPLETE COMPLETE COMPLETE");
        assertThat(ask("select string_agg(note, ', ' order by note) from chore where processing_status = 'COMPLETE'"))
                .isEqualTo("chore 1, chore 2, chore 3");
    }

    @Test
    void replicas_that_claim_at_once_grant_it_once() throws SQLException {
        allow(100);
        queue(400, "'lane-' || n % 80", "n::text", WorkItem.BULK);
        List<Runner<?, ?, ?>> replicas = IntStream.range(0, 4)
                .<Runner<?, ?, ?>>mapToObj(
                        n -> runner("replica-" + n, laned(done()), Map.of("batch", "10", "concurrency", "20")))
                .toList();
        replicas.forEach(Runner::start);

        await().until(() -> {
            replicas.forEach(Runner::nudge);
            return count("next_attempt_at < now() or processing_status = 'PROCESSING'") == 0;
        });

        assertThat(count("processing_status = 'COMPLETE'")).isEqualTo(100);
        assertThat(count("processing_status = 'QUEUED' and attempts = 0")).isEqualTo(300);
        assertThat(used("acme")).isEqualTo("100");
    }

    @Test
    void another_tenant_goes_on_in_the_same_lanes() throws SQLException {
        allow(1);
        queue(5, "'lane-a'", "'chore ' || n", WorkItem.BULK);
        queue(5, "'lane-a'", "'other ' || n", WorkItem.BULK);
        sql("update chore set tenant = 'other' where note like 'other %'");
        Runner<?, ?, ?> runner = started(laned(done()));

        await().until(() -> {
            runner.nudge();
            return count("processing_status = 'COMPLETE'") == 6;
        });

        assertThat(used("other")).isEqualTo("5");
        assertThat(used("acme")).isEqualTo("1");
    }

    @Test
    void a_lane_with_nothing_but_refused_work_is_free_at_once() throws SQLException {
        allow(1);
        queue(1);
        queue(5, "'lane-b'", "'laned ' || n", WorkItem.BULK);
        started(plain(done()));
        await().until(() -> used("acme").equals("1"));
        ChoreWorkflow laned = laned(done());
        var runner = runner("replica-2", laned, Map.of());
        runner.start();

        await().until(() -> count("error_code = 'quota_exhausted'") == 5);

        assertThat(ask("select ready_at <= now() and holder is null from lane where name = 'lane-b'"))
                .isEqualTo("t");
        assertThat(laned.fetched()).isEmpty();
    }

    @Test
    void a_tenant_without_a_quota_is_counted_all_the_same() throws SQLException {
        queue(10);
        started(plain(done()));
        awaitAll("COMPLETE", 10);

        assertThat(used("acme")).isEqualTo("10");
    }
}
