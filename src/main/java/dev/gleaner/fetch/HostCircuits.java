package dev.gleaner.fetch;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.gleaner.vocabulary.ErrorCode;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Leaves hosts alone that failed several times in a row: for a while nobody asks them, then one request finds out whether
 * they are back. What is not asked for meanwhile has failed and is worth another attempt: it counts, so that a host that
 * stays away comes to an end. A guard of the library has one circuit; there are as many here as failing hosts, and
 * none for the others.
 */
final class HostCircuits {
    private static final int REMEMBERED = 100_000;

    /** The host is not there, or not well. */
    private static final Set<ErrorCode> FAILURES = EnumSet.of(
            ErrorCode.CONNECT_FAILED,
            ErrorCode.CONNECT_TIMEOUT,
            ErrorCode.CONNECTION_LOST,
            ErrorCode.READ_TIMEOUT,
            ErrorCode.DEADLINE_EXCEEDED);

    private final int threshold;
    private final long window;
    private final long rest;
    private final LongSupplier nanos;
    private final Cache<String, Circuit> circuits;

    HostCircuits(FetchSettings.Circuit settings, LongSupplier nanos) {
        this.threshold = settings.failures();
        this.window = settings.window().toNanos();
        this.rest = settings.open().toNanos();
        this.nanos = nanos;
        this.circuits = Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfterAccess(settings.window().plus(settings.open()))
                .executor(Runnable::run)
                .build();
    }

    /** Asks the host, or says at once that it is left alone. */
    Uni<Leg> guard(String host, Supplier<Uni<Leg>> request) {
        String site = HostDelays.bare(host);
        return Uni.createFrom().deferred(() -> {
            Circuit circuit = threshold == 0 ? null : circuits.getIfPresent(site);
            if (circuit != null && !circuit.lets()) {
                return Uni.createFrom().item(new Leg.End(leftAlone(host, circuit)));
            }
            return watched(site, request.get());
        });
    }

    /** How many hosts are being left alone, or will be asked once whether they are back. */
    long open() {
        return circuits.asMap().values().stream().filter(Circuit::isOpen).count();
    }

    private Uni<Leg> watched(String site, Uni<Leg> request) {
        AtomicBoolean judged = new AtomicBoolean();
        return request.invoke(leg -> {
                    judged.set(true);
                    judge(site, leg);
                })
                .onTermination()
                .invoke(() -> {
                    if (!judged.get()) {
                        circuits.asMap().computeIfPresent(site, (key, circuit) -> circuit.unjudged());
                    }
                });
    }

    private void judge(String site, Leg leg) {
        if (threshold > 0 && hasFailed(leg)) {
            circuits.asMap().compute(site, (key, circuit) -> (circuit == null ? new Circuit() : circuit).failed());
        } else {
            circuits.invalidate(site);
        }
    }

    private static boolean hasFailed(Leg leg) {
        return leg instanceof Leg.End end
                && end.fetched() instanceof Fetched.Failed failed
                && (FAILURES.contains(failed.reason()) || failed.status() >= 500);
    }

    private Fetched leftAlone(String host, Circuit circuit) {
        return new Fetched.Failed(
                ErrorCode.CIRCUIT_OPEN,
                host + " failed " + circuit.failures + " times in a row and is left alone for "
                        + Duration.ofNanos(rest).toSeconds() + " s",
                true,
                0);
    }

    /** The failures of one host since its last answer. Changed only inside the map's atomic operations, but for the probe. */
    private final class Circuit {
        private final AtomicBoolean probed = new AtomicBoolean();
        private volatile int failures;
        private volatile long first;
        private volatile long openUntil;

        /** Whether a request may go out now. After the rest the first one that asks is the probe. */
        boolean lets() {
            return !isOpen() || nanos.getAsLong() - openUntil >= 0 && probed.compareAndSet(false, true);
        }

        boolean isOpen() {
            return failures >= threshold;
        }

        Circuit failed() {
            long now = nanos.getAsLong();
            boolean begins = failures == 0 || !isOpen() && now - first > window;
            first = begins ? now : first;
            failures = begins ? 1 : failures + 1;
            openUntil = now + rest;
            probed.set(false);
            return this;
        }

        Circuit unjudged() {
            probed.set(false);
            return this;
        }
    }
}
