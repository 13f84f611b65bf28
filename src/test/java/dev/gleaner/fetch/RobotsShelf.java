package dev.gleaner.fetch;

import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What replicas share, in memory. Can be away, as a database can. */
final class RobotsShelf implements RobotsStore {
    private record Kept(RobotsRecord record, long at) {
        RobotsRecord now() {
            return record.renewed(record.keep().minusNanos(System.nanoTime() - at));
        }
    }

    private final Map<String, Kept> records = new ConcurrentHashMap<>();
    private volatile boolean away;

    void leave() {
        away = true;
    }

    @Override
    public Uni<Optional<RobotsRecord>> find(String origin) {
        return away
                ? nobodyAnswers()
                : Uni.createFrom().item(Optional.ofNullable(records.get(origin)).map(Kept::now));
    }

    @Override
    public Uni<Void> keep(RobotsRecord record) {
        records.put(record.origin(), new Kept(record, System.nanoTime()));
        return away ? nobodyAnswers() : Uni.createFrom().voidItem();
    }

    private static <T> Uni<T> nobodyAnswers() {
        return Uni.createFrom().failure(new IllegalStateException("the database is away"));
    }
}
