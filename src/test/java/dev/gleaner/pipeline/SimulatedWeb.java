package dev.gleaner.pipeline;

import dev.gleaner.pipeline.chore.ChoreWorkflow;
import dev.gleaner.pipeline.chore.ChoreWorkflow.Task;
import dev.gleaner.vocabulary.ErrorCode;
import dev.gleaner.vocabulary.Step;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/** Everything that is fetched: some of it slowly, some of it in vain. */
final class SimulatedWeb {
    private static final Failure TROUBLE = new Failure(ErrorCode.CONNECTION_LOST, "as the dice fell", Step.FETCH);
    private static final int SLOWEST = 75;
    private static final int LONGEST_SNOOZE = 40;
    private static final int LAST_SNOOZE = 6;

    private final Scenario scenario;
    private final Luck luck;
    private final Map<String, Integer> visits = new ConcurrentHashMap<>();
    private final Queue<Visit> underWay = new ConcurrentLinkedQueue<>();
    private volatile long now;

    /** A fetch that ends when its time has come. */
    private record Visit(SimulatedLine visitor, long due, CompletableFuture<Void> end) {}

    SimulatedWeb(Scenario scenario) {
        this.scenario = scenario;
        this.luck = new Luck(scenario.luck());
    }

    /** As one replica sees it. */
    Function<Task, Uni<Outcome<String>>> seenBy(SimulatedLine visitor) {
        return task -> {
            int nth = visits.merge(task.note(), 1, Integer::sum);
            if (!luck.strikes(scenario.slow(), "slow", task.note(), nth)) {
                return outcome(task, nth);
            }
            long due = now + luck.of("how slow", task.note(), nth).nextInt(1, SLOWEST);
            Visit visit = new Visit(visitor, due, new CompletableFuture<>());
            underWay.add(visit);
            return Uni.createFrom().completionStage(visit.end()).chain(() -> outcome(task, nth));
        };
    }

    /** What ends by this time. A replica that stands still does not notice; one that is gone never will. */
    void moveTo(long time) {
        now = time;
        underWay.removeIf(visit -> visit.visitor().isCut());
        for (Visit visit : underWay) {
            if (visit.due() <= time && !visit.visitor().isFrozen()) {
                underWay.remove(visit);
                visit.end().complete(null);
            }
        }
    }

    private Uni<Outcome<String>> outcome(Task task, int nth) {
        SplittableRandom dice = luck.of("outcome", task.note(), nth);
        return dice.nextInt(100) < scenario.failing() ? trouble(dice, nth) : success(dice, task, nth);
    }

    private static Uni<Outcome<String>> success(SplittableRandom dice, Task task, int nth) {
        int kind = dice.nextInt(100);
        if (kind < 8) {
            return Uni.createFrom().item(new Outcome.Empty<>(task.note() + " has nothing"));
        } else if (kind < 15) {
            return Uni.createFrom().item(new Outcome.Filtered<>(TROUBLE));
        }
        return Uni.createFrom().item(new Outcome.Done<>(task.note() + " at visit " + nth));
    }

    private static Uni<Outcome<String>> trouble(SplittableRandom dice, int nth) {
        int kind = dice.nextInt(100);
        if (kind < 15 && nth <= LAST_SNOOZE) {
            return Uni.createFrom()
                    .item(new Outcome.Snooze<>(Duration.ofSeconds(dice.nextInt(LONGEST_SNOOZE)), TROUBLE));
        } else if (kind < 22) {
            return Uni.createFrom().item(new Outcome.Done<>(ChoreWorkflow.POISON));
        } else if (kind < 29) {
            return Uni.createFrom().item(new Outcome.Done<>(ChoreWorkflow.DIRTY));
        } else if (kind < 34) {
            return Uni.createFrom().item(new Outcome.Discard<>(TROUBLE));
        } else if (kind < 44) {
            return Uni.createFrom().failure(new IllegalStateException("a surprise, as the dice fell"));
        } else if (kind < 49) {
            return Uni.createFrom().nullItem();
        }
        return Uni.createFrom().item(new Outcome.Retry<>(TROUBLE));
    }
}
