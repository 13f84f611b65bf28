package dev.gleaner.quota;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/**
 * What a tenant may use, and what it has used up.
 *
 * @param tenant whose it is
 * @param limits what holds now; 0 is any number
 * @param usage what there is, and what today took
 * @param resetsAt when the day ends
 */
@RegisterForReflection
public record QuotaView(String tenant, Limits limits, Usage usage, Instant resetsAt) {

    /**
     * What has been used.
     *
     * @param domains how many there are
     * @param pages how many were read today
     * @param fetches how many items were begun today
     */
    @RegisterForReflection
    public record Usage(long domains, long pages, long fetches) {}

    boolean isDayUsedUp() {
        return isReached(limits.fetchesPerDay(), usage.fetches()) || isReached(limits.pagesPerDay(), usage.pages());
    }

    private static boolean isReached(long limit, long used) {
        return limit > 0 && used >= limit;
    }
}
