package dev.gleaner.pipeline;

import dev.gleaner.pipeline.Scenario.Blow;
import dev.gleaner.pipeline.SimulatedLine.Fate;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** One of many: the real runner, with a line of its own to the database. The world is its scheduler. */
final class SimulatedReplica {
    private final SimulatedLine line;
    private final Runner<?, ?, ?> runner;
    private int thawsAt;

    SimulatedReplica(SimulatedLine line, Runner<?, ?, ?> runner) {
        this.line = line;
        this.runner = runner;
    }

    void start() {
        runner.start();
    }

    boolean isGone() {
        return line.isCut();
    }

    boolean isQuiet() {
        return isGone() || line.isQuiet();
    }

    void suffer(Blow blow) {
        switch (blow.kind()) {
            case KILLED -> line.cut();
            case KILLED_BEFORE_COMMIT -> line.cutDuring(Fate.ROLLED_BACK);
            case KILLED_AFTER_COMMIT -> line.cutDuring(Fate.REPLY_LOST);
            case FROZEN -> {
                thawsAt = blow.tick() + blow.ticks();
                if (!line.isFrozen()) {
                    line.freeze();
                }
            }
        }
    }

    /** Goes on, if it is time. */
    void thaw(int tick) {
        if (line.isFrozen() && tick >= thawsAt) {
            line.thaw();
        }
    }

    /** What the engine's schedule does, in an order that nobody may rely on. */
    Uni<Void> tick(Random order) {
        List<Supplier<Uni<Void>>> duties = new ArrayList<>(List.of(runner::renew, runner::rescue, this::nudge));
        Collections.shuffle(duties, order);
        Uni<Void> done = Uni.createFrom().voidItem();
        for (Supplier<Uni<Void>> duty : duties) {
            done = done.chain(() -> isGone() || line.isFrozen()
                    ? Uni.createFrom().voidItem()
                    : Uni.combine().any().of(line.end(), duty.get().onFailure().recoverWithNull()));
        }
        return done;
    }

    private Uni<Void> nudge() {
        runner.nudge();
        return Uni.createFrom().voidItem();
    }

    Uni<Void> drain() {
        return isGone() ? Uni.createFrom().voidItem() : runner.drain(Duration.ofMillis(1));
    }
}
