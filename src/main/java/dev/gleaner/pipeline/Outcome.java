package dev.gleaner.pipeline;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The verdict on one attempt. Verdicts are values; an exception is a surprise and counts as a failed attempt. */
public sealed interface Outcome<R> {

    /** Worked; the result is written in the transaction that sets {@code COMPLETE}. */
    record Done<R>(R result) implements Outcome<R> {}

    /** Worked, and there is no output. The result may still carry facts about the item itself. */
    record Empty<R>(R result) implements Outcome<R> {}

    /** A rule keeps the item out. */
    record Filtered<R>(Failure reason) implements Outcome<R> {
        @Override
        public Optional<Failure> why() {
            return Optional.ofNullable(reason);
        }
    }

    /** Not now, at the other side's wish. Counts as no attempt. */
    record Snooze<R>(Duration delay, Failure reason) implements Outcome<R> {
        @Override
        public Optional<Failure> why() {
            return Optional.ofNullable(reason);
        }
    }

    /** Failed in a way that may pass: tried again after the durable backoff, while attempts are left. */
    record Retry<R>(Failure reason) implements Outcome<R> {
        @Override
        public Optional<Failure> why() {
            return Optional.ofNullable(reason);
        }
    }

    /** Failed for good. There is no output, but a result may still carry facts about the item itself. */
    record Discard<R>(Failure reason, @Nullable R result) implements Outcome<R> {

        public Discard(Failure reason) {
            this(reason, null);
        }

        @Override
        public Optional<Failure> why() {
            return Optional.ofNullable(reason);
        }
    }

    /** Why it is not simply done; empty if it is. */
    default Optional<Failure> why() {
        return Optional.empty();
    }

    /** Whether it counts as a failed attempt. */
    default boolean isFailure() {
        return this instanceof Retry || this instanceof Discard;
    }

    /** How metrics and traces call it. */
    default String word() {
        return getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }
}
