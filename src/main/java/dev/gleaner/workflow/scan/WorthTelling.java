package dev.gleaner.workflow.scan;

import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Passes what differs from the one before, and the same again when nothing was told for long: a stream that is silent looks
 * like a dead connection. For one stream.
 */
final class WorthTelling<T> implements Predicate<T> {
    private final long longestSilence;

    private @Nullable T told;
    private long toldAt;

    WorthTelling(Duration longestSilence) {
        this.longestSilence = longestSilence.toNanos();
    }

    @Override
    public boolean test(T next) {
        long now = System.nanoTime();
        if (next.equals(told) && now - toldAt < longestSilence) {
            return false;
        }
        told = next;
        toldAt = now;
        return true;
    }
}
