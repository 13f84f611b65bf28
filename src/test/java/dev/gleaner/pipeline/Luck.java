package dev.gleaner.pipeline;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Dice that fall the same way for the same question, in whatever order the questions come. */
record Luck(long seed) {

    SplittableRandom of(Object... question) {
        return new SplittableRandom(seed * 31 + Arrays.deepHashCode(question));
    }

    /** Whether it comes to pass, so many times of a hundred. */
    boolean strikes(int percent, Object... question) {
        return of(question).nextInt(100) < percent;
    }
}
