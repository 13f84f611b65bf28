package dev.gleaner.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.fixture.SpanLog;
import dev.gleaner.pipeline.chore.ChoreWorkflow;
import dev.gleaner.vocabulary.ErrorCode;
import dev.gleaner.vocabulary.Step;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.MDC;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class AttemptTraceTest extends EngineTestBase {
    /** What phase two saw of its trace and its fields, by the notes of the chores. */
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();

    @Inject
    SpanLog log;

    private record Seen(String trace, Object item, Object workflow, Object tenant, Object traceInLog) {
        static Seen here() {
            return new Seen(
                    Span.current().getSpanContext().getTraceId(),
                    MDC.get("item"),
                    MDC.get("workflow"),
                    MDC.get("tenant"),
                    MDC.get("traceId"));
        }
    }

    @Test
    void claim_fetch_and_persist_of_an_attempt_are_one_trace() throws Exception {
        UUID item = queue("traced");
        started(plain(noting(done())));
        awaitAll("COMPLETE", 1);

        List<SpanData> spans = trace("traced", 4);

        SpanData attempt = spans.get(3);
        assertThat(spans)
                .map(SpanData::getName)
                .containsExactly("chore claim", "chore fetch", "chore persist", "chore attempt");
        assertThat(spans.subList(0, 3)).allSatisfy(phase -> {
            assertThat(phase.getParentSpanId()).isEqualTo(attempt.getSpanId());
            assertThat(phase.getStartEpochNanos()).isGreaterThanOrEqualTo(attempt.getStartEpochNanos());
            assertThat(phase.getEndEpochNanos()).isLessThanOrEqualTo(attempt.getEndEpochNanos());
        });
        assertThat(attempt.getParentSpanContext().isValid()).isFalse();
        assertThat(attempt.getAttributes().get(AttributeKey.stringKey("gleaner.item")))
                .isEqualTo(item.toString());
        assertThat(attempt.getAttributes().get(AttributeKey.stringKey("gleaner.outcome")))
                .isEqualTo("done");
    }

    @Test
    void a_failed_attempt_says_so() throws Exception {
        queue("failing");
        Failure gone = new Failure(ErrorCode.HTTP_STATUS, "HTTP 404", Step.FETCH);
        started(plain(noting(always(new Outcome.Discard<>(gone)))));
        awaitAll("ERROR", 1);

        SpanData attempt = trace("failing", 4).get(3);

        assertThat(attempt.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(attempt.getAttributes().get(AttributeKey.stringKey("gleaner.error.code")))
                .isEqualTo("http_status");
    }

    @Test
    void items_of_one_claim_have_traces_and_log_fields_of_their_own() throws Exception {
        queue(30);
        started(plain(noting(done())));
        awaitAll("COMPLETE", 30);

        assertThat(seen.values()).map(Seen::trace).doesNotHaveDuplicates().hasSize(30);
        assertThat(seen.values()).map(Seen::item).doesNotHaveDuplicates();
        assertThat(seen.values()).allSatisfy(it -> {
            assertThat(it.workflow()).isEqualTo("chore");
            assertThat(it.tenant()).isEqualTo("acme");
            assertThat(it.traceInLog()).isEqualTo(it.trace());
        });
    }

    @Test
    void log_fields_and_trace_survive_a_wait_and_enter_a_transaction() throws Exception {
        queue("waiting");
        started(plain(task -> Uni.createFrom()
                .nullItem()
                .onItem()
                .delayIt()
                .by(Duration.ofMillis(1))
                .chain(() -> sessions.inTransaction("look around", () -> noted(task, done())))));
        awaitAll("COMPLETE", 1);

        List<SpanData> spans = trace("waiting", 5);

        assertThat(seen.get("waiting").workflow()).isEqualTo("chore");
        assertThat(seen.get("waiting").traceInLog())
                .isEqualTo(seen.get("waiting").trace());
        SpanData transaction = named(spans, "transaction look around");
        assertThat(transaction.getParentSpanId())
                .isEqualTo(named(spans, "chore fetch").getSpanId());
    }

    @Test
    void nobody_is_traced_where_nobody_asked() {
        Seen outside = transaction(() -> Uni.createFrom().item(Seen::here));

        assertThat(outside.trace()).isEqualTo("0".repeat(32));
        assertThat(outside.item()).isNull();
    }

    private Function<ChoreWorkflow.Task, Uni<Outcome<String>>> noting(
            Function<ChoreWorkflow.Task, Uni<Outcome<String>>> fetch) {
        return task -> noted(task, fetch);
    }

    private Uni<Outcome<String>> noted(
            ChoreWorkflow.Task task, Function<ChoreWorkflow.Task, Uni<Outcome<String>>> fetch) {
        seen.put(task.note(), Seen.here());
        return fetch.apply(task);
    }

    private List<SpanData> trace(String note, int length) {
        Supplier<List<SpanData>> spans = () -> log.trace(seen.get(note).trace());
        await().until(() -> spans.get().size() == length);
        return spans.get();
    }

    private static SpanData named(List<SpanData> spans, String name) {
        return spans.stream()
                .filter(span -> span.getName().equals(name))
                .findAny()
                .orElseThrow();
    }
}
