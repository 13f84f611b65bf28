package dev.gleaner.fetch;

import dev.gleaner.vocabulary.ErrorCode;
import io.smallrye.faulttolerance.api.TypedGuard;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.util.TypeLiteral;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Tries again within seconds what is likely to pass within seconds. Timeouts are not among it: they have cost seconds
 * already, and the engine's durable retry comes minutes later. Built from the settings, not from annotations, so that its
 * numbers are durations of the configuration like all others.
 */
final class Attempts {
    private static final Set<ErrorCode> PASSING =
            EnumSet.of(ErrorCode.CONNECT_FAILED, ErrorCode.CONNECT_TIMEOUT, ErrorCode.CONNECTION_LOST);
    private static final Set<Integer> PASSING_STATUS = Set.of(500, 502, 503, 504);

    private final TypedGuard<Uni<Leg>> guard;

    Attempts(FetchSettings.Retry settings) {
        this.guard = TypedGuard.create(new TypeLiteral<Uni<Leg>>() {})
                .withDescription("gleaner.fetch")
                .withRetry()
                .maxRetries(settings.maxRetries())
                .delay(settings.delay().toMillis(), ChronoUnit.MILLIS)
                .jitter(settings.jitter().toMillis(), ChronoUnit.MILLIS)
                .retryOn(WorthAnotherTry.class)
                .withExponentialBackoff()
                .factor(settings.factor())
                .maxDelay(settings.maxDelay().toMillis(), ChronoUnit.MILLIS)
                .done()
                .done()
                .build();
    }

    /** The first verdict that another try would not change, or else the last one. */
    Uni<Leg> make(Supplier<Uni<Leg>> attempt) {
        Executor loop = EventLoops.current();
        return guard.get(() -> Uni.createFrom()
                        .deferred(attempt::get)
                        .runSubscriptionOn(loop)
                        .onItem()
                        .invoke(Attempts::check))
                .emitOn(loop)
                .onFailure(WorthAnotherTry.class)
                .recoverWithItem(failure -> failure.leg);
    }

    private static void check(Leg leg) {
        if (leg instanceof Leg.End end && end.fetched() instanceof Fetched.Failed failed && passes(failed)) {
            throw new WorthAnotherTry(leg);
        }
    }

    private static boolean passes(Fetched.Failed failed) {
        return PASSING.contains(failed.reason()) || PASSING_STATUS.contains(failed.status());
    }

    /** Carries a verdict past the guard, which counts exceptions. */
    private static final class WorthAnotherTry extends RuntimeException {
        private final transient Leg leg;

        WorthAnotherTry(Leg leg) {
            super(null, null, false, false);
            this.leg = leg;
        }
    }
}
