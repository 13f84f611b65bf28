package dev.gleaner.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.vocabulary.ErrorCode;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class HostCircuitsTest {
    private static final String HOST = "shop.test";
    private static final Leg REFUSED = failed(ErrorCode.CONNECT_FAILED, 0);
    private static final Leg ANSWERED = new Leg.End(new Fetched.ComeBackLater(Duration.ofSeconds(1), "busy"));

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger asked = new AtomicInteger();
    private final HostCircuits circuits = new HostCircuits(
            TestSettings.with(Map.of("circuit.failures", "3", "circuit.window", "60s", "circuit.open", "30s"))
                    .circuit(),
            nanos::get);

    @Test
    void a_host_that_fails_again_and_again_is_left_alone_for_a_while() {
        fail(3);

        assertThat(ask(ANSWERED)).satisfies(HostCircuitsTest::isLeftAlone);
        assertThat(asked).hasValue(3);
        assertThat(circuits.open()).isEqualTo(1);

        pass(Duration.ofSeconds(30));
        assertThat(ask(ANSWERED)).isEqualTo(ANSWERED);
        assertThat(ask(ANSWERED)).isEqualTo(ANSWERED);
        assertThat(circuits.open()).isZero();
    }

    @Test
    void one_request_finds_out_whether_it_is_back_and_the_others_wait_for_its_verdict() {
        fail(3);
        pass(Duration.ofSeconds(31));
        CompletableFuture<Leg> probe = new CompletableFuture<>();
        CompletableFuture<Leg> answer = circuits.guard(
                        HOST, () -> Uni.createFrom().completionStage(probe))
                .subscribeAsCompletionStage();

        assertThat(ask(ANSWERED)).satisfies(HostCircuitsTest::isLeftAlone);
        probe.complete(REFUSED);
        assertThat(answer).isCompletedWithValue(REFUSED);
        assertThat(ask(ANSWERED)).satisfies(HostCircuitsTest::isLeftAlone);

        pass(Duration.ofSeconds(31));
        assertThat(ask(ANSWERED)).isEqualTo(ANSWERED);
    }

    @Test
    void a_probe_that_is_given_up_makes_room_for_the_next() {
        fail(3);
        pass(Duration.ofSeconds(31));
        circuits.guard(HOST, () -> Uni.createFrom().nothing())
                .subscribe()
                .with(never -> {})
                .cancel();

        assertThat(ask(ANSWERED)).isEqualTo(ANSWERED);
    }

    @Test
    void an_answer_in_between_and_old_failures_do_not_count() {
        fail(2);
        ask(ANSWERED);
        fail(2);
        assertThat(circuits.open()).isZero();

        pass(Duration.ofSeconds(61));
        fail(2);
        assertThat(circuits.open()).isZero();
        fail(1);
        assertThat(circuits.open()).isEqualTo(1);
    }

    @Test
    void hosts_are_judged_one_by_one_with_and_without_www() {
        fail(3);

        assertThat(circuits.guard("other.test", () -> Uni.createFrom().item(ANSWERED))
                        .await()
                        .indefinitely())
                .isEqualTo(ANSWERED);
        assertThat(circuits.guard("www." + HOST, () -> Uni.createFrom().item(ANSWERED))
                        .await()
                        .indefinitely())
                .satisfies(HostCircuitsTest::isLeftAlone);
    }

    @ParameterizedTest
    @EnumSource(
            value = ErrorCode.class,
            names = {"CONNECT_FAILED", "CONNECT_TIMEOUT", "CONNECTION_LOST", "READ_TIMEOUT", "DEADLINE_EXCEEDED"})
    void a_host_that_cannot_be_talked_to_has_failed(ErrorCode reason) {
        for (int i = 0; i < 3; i++) {
            ask(failed(reason, 0));
        }
        assertThat(circuits.open()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503})
    void so_has_one_that_answers_with_5xx(int status) {
        for (int i = 0; i < 3; i++) {
            ask(failed(ErrorCode.HTTP_STATUS, status));
        }
        assertThat(circuits.open()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 410})
    void one_that_says_no_has_answered(int status) {
        for (int i = 0; i < 5; i++) {
            ask(failed(ErrorCode.HTTP_STATUS, status));
        }
        assertThat(circuits.open()).isZero();
    }

    private static void isLeftAlone(Leg leg) {
        assertThat(leg)
                .isInstanceOfSatisfying(
                        Leg.End.class,
                        end -> assertThat(end.fetched()).isInstanceOfSatisfying(Fetched.Failed.class, failed -> {
                            assertThat(failed.reason()).isEqualTo(ErrorCode.CIRCUIT_OPEN);
                            assertThat(failed.worthRetrying()).isTrue();
                        }));
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            assertThat(ask(REFUSED)).isEqualTo(REFUSED);
        }
    }

    private Leg ask(Leg answer) {
        return circuits.guard(HOST, () -> {
                    asked.incrementAndGet();
                    return Uni.createFrom().item(answer);
                })
                .await()
                .indefinitely();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private static Leg failed(ErrorCode reason, int status) {
        return new Leg.End(new Fetched.Failed(reason, "broken", true, status));
    }
}
