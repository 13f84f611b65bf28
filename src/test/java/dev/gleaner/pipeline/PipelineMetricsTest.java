package dev.gleaner.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.vocabulary.ErrorCode;
import dev.gleaner.vocabulary.Step;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class PipelineMetricsTest extends EngineTestBase {
    @Inject
    MeterRegistry registry;

    @Inject
    QueueWatch watch;

    @Test
    void committed_attempts_are_counted_by_what_came_of_them_and_why() throws Exception {
        double claimed = counted("gleaner.items.claimed");
        double complete = counted("gleaner.attempts", "outcome", "COMPLETE", "code", "");
        double failed = counted("gleaner.attempts", "outcome", "FAILED", "code", "http_status");
        queue(7);
        queue("bad");
        Failure gone = new Failure(ErrorCode.HTTP_STATUS, "HTTP 404", Step.FETCH);
        started(plain(task ->
                task.note().equals("bad") ? always(new Outcome.Discard<>(gone)).apply(task) : done().apply(task)));
        awaitAll("COMPLETE", 7);
        awaitAll("ERROR", 1);

        await().until(() -> counted("gleaner.attempts", "outcome", "COMPLETE", "code", "") == complete + 7);
        await().until(() -> counted("gleaner.attempts", "outcome", "FAILED", "code", "http_status") == failed + 1);
        assertThat(counted("gleaner.items.claimed")).isEqualTo(claimed + 8);
    }

    @Test
    void a_verdict_that_came_too_late_is_counted_as_refused() throws Exception {
        double refused = counted("gleaner.verdicts.refused");
        double complete = counted("gleaner.attempts", "outcome", "COMPLETE", "code", "");
        queue(1);
        Latch latch = new Latch();
        started(plain(latch.before(done())));
        await().until(() -> latch.arrived() == 1);
        sql("update chore set lease_number = lease_number + 1");
        latch.open();

        await().until(() -> counted("gleaner.verdicts.refused") == refused + 1);
        assertThat(counted("gleaner.attempts", "outcome", "COMPLETE", "code", ""))
                .isEqualTo(complete);
    }

    @Test
    void a_queue_is_measured_for_all_tenants_together() throws Exception {
        queue(3);
        sql(
                "update chore set tenant = 'zeta', next_attempt_at = now() - interval '2 hours' where note = 'chore 2'",
                "insert into chore (tenant, lane, note, priority, curation_status, processing_status, next_attempt_at)"
                        + " values ('beta', '', 'later', 1, 'SELECTED', 'QUEUED', now() + interval '1 hour')",
                "insert into chore (tenant, lane, note, priority, curation_status, processing_status, lease_owner,"
                        + " lease_until) values ('beta', '', 'held', 1, 'SELECTED', 'PROCESSING', 'r', now() + interval '1 minute'),"
                        + " ('beta', '', 'lost', 1, 'SELECTED', 'PROCESSING', 'r', now() - interval '1 minute')");

        QueueState state = transaction(() -> watch.look(plain(done())));

        assertThat(state)
                .usingRecursiveComparison()
                .ignoringFields("oldestSeconds")
                .isEqualTo(new QueueState(3, 1, 2, 1, 0, false));
        assertThat(state.oldestSeconds()).isBetween(7200L, 7800L);
    }

    @Test
    void an_empty_queue_is_no_queue() {
        assertThat(transaction(() -> watch.look(plain(done())))).isEqualTo(new QueueState(0, 0, 0, 0, 0, false));
    }

    @Test
    void a_pause_is_told() throws Exception {
        sql("insert into pipeline (name, paused, changed_at) values ('chore', true, now())");

        assertThat(transaction(() -> watch.look(plain(done()))).paused()).isTrue();
    }

    private double counted(String name, String... tags) {
        return registry.find(name).tag("workflow", "chore").tags(tags).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }
}
