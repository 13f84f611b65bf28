package dev.gleaner.pipeline;

import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Shrinkable;

/**
 * What a simulated world is made of; jqwik makes it from a seed, and makes it smaller when it breaks something.
 *
 * @param laned whether the items have lanes
 * @param items how many there are
 * @param doubtful how many replicas there are besides the sound one, to which nothing ever happens
 * @param failing how many fetches of a hundred come to no good
 * @param slow how many fetches of a hundred take their time, some of them longer than a lease
 * @param flaky how many transactions of a hundred go wrong on the way of a doubtful replica
 * @param blows what happens to doubtful replicas
 * @param luck decides everything else
 */
record Scenario(boolean laned, int items, int doubtful, int failing, int slow, int flaky, List<Blow> blows, long luck) {

    private static final int EDGES = 1000;

    /** What can happen to a replica. */
    enum Kind {
        /** It is gone at once. */
        KILLED,
        /** It is gone in the middle of its next transaction, which is rolled back. */
        KILLED_BEFORE_COMMIT,
        /** It is gone in the middle of its next transaction, which is committed. */
        KILLED_AFTER_COMMIT,
        /** It stands still and then goes on as if no time had passed. */
        FROZEN
    }

    /**
     * One of these.
     *
     * @param tick when
     * @param victim to which of the doubtful ones
     * @param kind what
     * @param ticks for how long, if it is frozen
     */
    record Blow(int tick, int victim, Kind kind, int ticks) {}

    /** The scenario of a seed, with its smaller relatives. */
    static Shrinkable<Scenario> of(long seed) {
        return scenarios().generator(EDGES, true).next(new Random(seed));
    }

    private static Arbitrary<Scenario> scenarios() {
        return Combinators.combine(
                        Arbitraries.of(false, true),
                        Arbitraries.integers().between(1, 24),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(0, 60),
                        Arbitraries.integers().between(0, 60),
                        Arbitraries.integers().between(0, 35),
                        anyBlow().list().ofMaxSize(6),
                        Arbitraries.longs())
                .as(Scenario::new);
    }

    private static Arbitrary<Blow> anyBlow() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 25),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.of(Kind.values()),
                        Arbitraries.integers().between(1, 10))
                .as(Blow::new);
    }
}
