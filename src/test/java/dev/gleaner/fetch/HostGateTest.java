package dev.gleaner.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class HostGateTest {
    private final Vertx vertx = Vertx.vertx();
    private final EventLoops loops = new EventLoops(vertx);
    private final HostGate gate = new HostGate(vertx, host -> Duration.ofMillis(20));
    private final List<String> begun = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void turns_come_in_the_order_of_arrival_one_at_a_time() {
        CompletableFuture<String> first = new CompletableFuture<>();
        CompletableFuture<String> one = enter("a.test", "one", Uni.createFrom().completionStage(first));
        Awaitility.await().until(() -> begun.contains("one"));
        CompletableFuture<String> two =
                enter("www.a.test", "two", Uni.createFrom().item("2"));
        CompletableFuture<String> other =
                enter("b.test", "other", Uni.createFrom().item("o"));
        assertThat(other.orTimeout(5, TimeUnit.SECONDS).join()).isEqualTo("o");
        CompletableFuture<String> three =
                enter("a.test", "three", Uni.createFrom().item("3"));
        assertThat(begun).containsExactly("one", "other");
        first.complete("1");
        assertThat(one.orTimeout(5, TimeUnit.SECONDS).join()).isEqualTo("1");
        assertThat(two.orTimeout(5, TimeUnit.SECONDS).join()).isEqualTo("2");
        assertThat(three.orTimeout(5, TimeUnit.SECONDS).join()).isEqualTo("3");
        assertThat(begun).containsExactly("one", "other", "two", "three");
    }

    @Test
    void failed_work_gives_its_turn_back() {
        CompletableFuture<String> broken =
                enter("a.test", "broken", Uni.createFrom().failure(new IllegalStateException("broken")));
        CompletableFuture<String> next =
                enter("a.test", "next", Uni.createFrom().item("fine"));
        assertThat(next.orTimeout(5, TimeUnit.SECONDS).join()).isEqualTo("fine");
        assertThat(broken).failsWithin(Duration.ofSeconds(5));
    }

    @Test
    void whoever_leaves_the_queue_holds_nobody_up() {
        Cancellable holder = leaveLater("a.test", "holder");
        Awaitility.await().until(() -> begun.contains("holder"));
        Cancellable waiting = leaveLater("a.test", "waiting");
        CompletableFuture<String> next =
                enter("a.test", "next", Uni.createFrom().item("fine"));
        waiting.cancel();
        holder.cancel();
        assertThat(next.orTimeout(5, TimeUnit.SECONDS).join()).isEqualTo("fine");
        assertThat(begun).containsExactly("holder", "next");
    }

    @Test
    void hosts_at_rest_are_forgotten() {
        for (int host = 0; host < 100; host++) {
            enter("h" + host + ".test", "work", Uni.createFrom().item("done"));
        }
        Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> begun.size() == 100 && gate.size() == 0);
    }

    private CompletableFuture<String> enter(String host, String name, Uni<String> work) {
        return turn(host, name, work).subscribeAsCompletionStage();
    }

    private Cancellable leaveLater(String host, String name) {
        return turn(host, name, Uni.createFrom().nothing()).subscribe().with(done -> {});
    }

    private Uni<String> turn(String host, String name, Uni<String> work) {
        return loops.run(() -> gate.inTurn(host, () -> {
            begun.add(name);
            return work;
        }));
    }
}
