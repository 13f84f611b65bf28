package dev.gleaner.pipeline;

import dev.gleaner.database.PoolWatch;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;

/**
 * The connections of this replica as operators see them.
 *
 * @param poolSize how many it holds at most
 * @param waiting how many transactions wait for one
 * @param holders who holds one, the longest first
 */
@RegisterForReflection
record ConnectionsView(int poolSize, int waiting, List<Holder> holders) {

    static ConnectionsView of(PoolWatch watch) {
        return new ConnectionsView(
                watch.poolSize(),
                watch.waiting(),
                watch.holds().stream().map(Holder::of).toList());
    }

    /**
     * One held connection.
     *
     * @param holder what the transaction is for
     * @param since when it began
     * @param heldMillis for how long by now
     */
    @RegisterForReflection
    record Holder(String holder, Instant since, long heldMillis) {

        static Holder of(PoolWatch.Hold hold) {
            return new Holder(hold.holder(), hold.since(), hold.age().toMillis());
        }
    }
}
