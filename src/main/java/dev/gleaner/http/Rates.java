package dev.gleaner.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;

/**
 * How often each of many may ask: so many times a second, saved up for a few seconds. Counted by each replica for itself,
 * and bounded in memory: whoever is forgotten begins anew.
 */
public final class Rates {
    private static final int MOST = 100_000;
    private static final Duration REMEMBERED = Duration.ofMinutes(1);
    private static final int SECONDS_SAVED_UP = 2;

    private final int perSecond;
    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterAccess(REMEMBERED)
            .executor(Runnable::run)
            .build();

    /** No limit, if it is 0. */
    public Rates(int perSecond) {
        this.perSecond = perSecond;
    }

    /**
     * Passes while the asker has requests left.
     *
     * @throws ProblemException 429 with the time to wait otherwise
     */
    public void require(String asker) {
        if (perSecond == 0) {
            return;
        }
        ConsumptionProbe probe = buckets.get(asker, anybody -> bucket()).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw ProblemException.rateLimited(
                    "More than " + perSecond + " requests a second.",
                    Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }
    }

    private Bucket bucket() {
        return Bucket.builder()
                .addLimit(Bandwidth.builder()
                        .capacity((long) perSecond * SECONDS_SAVED_UP)
                        .refillGreedy(perSecond, Duration.ofSeconds(1))
                        .build())
                .build();
    }
}
