package dev.gleaner.fetch;

import dev.gleaner.vocabulary.ErrorCode;
import dev.gleaner.vocabulary.FetchPurpose;
import io.smallrye.faulttolerance.api.TypedGuard;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.util.TypeLiteral;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
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
    private final FetchMetrics metrics;

    Attempts(FetchSettings.Retry settings, FetchMetrics metrics) {
        this.metrics = metrics;
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

    /**
     * The first verdict that another try would not change, or else the last one. A failure that took several requests
     * tells what came of each.
     */
    Uni<Leg> make(FetchPurpose purpose, Supplier<Uni<Leg>> attempt) {
        Executor loop = EventLoops.current();
        List<String> made = new ArrayList<>();
        return guard.get(() -> Uni.createFrom()
                        .deferred(() -> again(purpose, made, attempt))
                        .runSubscriptionOn(loop)
                        .onItem()
                        .invoke(leg -> check(leg, made)))
                .emitOn(loop)
                .onFailure(WorthAnotherTry.class)
                .recoverWithItem(failure -> failure.leg)
                .map(leg -> made.size() > 1 ? telling(leg, made) : leg);
    }

    private Uni<Leg> again(FetchPurpose purpose, List<String> made, Supplier<Uni<Leg>> attempt) {
        if (!made.isEmpty()) {
            metrics.retried(purpose, made.get(made.size() - 1));
        }
        return attempt.get();
    }

    private static void check(Leg leg, List<String> made) {
        if (leg instanceof Leg.End end && end.fetched() instanceof Fetched.Failed failed) {
            made.add(
                    failed.status() > 0
                            ? Integer.toString(failed.status())
                            : failed.reason().code());
            if (passes(failed)) {
                throw new WorthAnotherTry(leg);
            }
        }
    }

    private static Leg telling(Leg leg, List<String> made) {
        return leg instanceof Leg.End end && end.fetched() instanceof Fetched.Failed failed
                ? new Leg.End(new Fetched.Failed(
                        failed.reason(),
                        failed.message() + " (" + made.size() + " requests: " + String.join(", ", made) + ")",
                        failed.worthRetrying(),
                        failed.status()))
                : leg;
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
