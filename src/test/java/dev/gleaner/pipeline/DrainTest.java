package dev.gleaner.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.item.WorkItem;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class DrainTest extends EngineTestBase {
    private static final Duration GRACE = Duration.ofSeconds(15);
    private static final Duration NO_GRACE = Duration.ofMillis(1);

    private final Latch latch = new Latch();

    @Test
    void it_waits_for_what_is_in_flight_and_claims_nothing_more() throws Exception {
        queue(5);
        var runner = started(plain(latch.before(done())));
        await().until(() -> latch.arrived() == 5);

        var drained = runner.drain(GRACE).subscribeAsCompletionStage();
        queue("late");
        runner.nudge();
        latch.open();
        drained.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

        assertThat(count("processing_status = 'COMPLETE'")).isEqualTo(5);
        assertThat(ask("select processing_status from chore where note = 'late'"))
                .isEqualTo("QUEUED");
    }

    @Test
    void what_waits_in_a_lane_is_handed_back_uncounted() throws Exception {
        queue(4, "'lane-only'", "n::text", WorkItem.BULK);
        var runner = started(laned(latch.before(done())));
        await().until(() -> latch.arrived() == 1);

        var drained = runner.drain(GRACE).subscribeAsCompletionStage();
        // the drain has begun before what the latch lets through can come home
        runner.inFlight().await().atMost(PATIENCE);
        latch.open();
        drained.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

        assertThat(count("processing_status = 'COMPLETE' and note = '1'")).isEqualTo(1);
        assertThat(count("processing_status = 'QUEUED' and attempts = 0 and error_code is null"))
                .isEqualTo(3);
        assertThat(ask("select count(*) filter (where outcome = 'RELEASED') from attempt where workflow like '%chore'"))
                .isEqualTo("3");
        assertLaneIsFree();
    }

    @Test
    void after_the_grace_the_rest_is_handed_back_and_its_result_is_dropped() throws Exception {
        queue(3, "'lane-only'", "n::text", WorkItem.BULK);
        var runner = started(laned(latch.before(done())));
        await().until(() -> latch.arrived() == 1);

        runner.drain(NO_GRACE).await().atMost(PATIENCE);
        assertThat(count("processing_status = 'QUEUED' and attempts = 0")).isEqualTo(3);
        assertLaneIsFree();
        latch.open();
        runner.inFlight().await().atMost(PATIENCE);

        assertThat(outputs()).isZero();
        assertThat(count("processing_status = 'QUEUED' and attempts = 0")).isEqualTo(3);
        assertThat(trail()).isEqualTo("RELEASED RELEASED RELEASED");
    }

    @Test
    void with_nothing_in_flight_it_ends_at_once() {
        var runner = started(plain(done()));

        runner.drain(GRACE.multipliedBy(10)).await().atMost(PATIENCE);
    }

    private void assertLaneIsFree() throws Exception {
        assertThat(ask("select count(*) from lane where name = 'lane-only' and holder is null and ready_at <= now()"))
                .isEqualTo("1");
    }
}
