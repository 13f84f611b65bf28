package dev.gleaner.workflow.robots;

import dev.gleaner.database.DatabaseClock;
import dev.gleaner.pipeline.Upkeep;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * Prunes what servers said about robots. An expired robots.txt is kept for a month, because the server can be asked for it
 * only if it has changed; any other answer has no such use.
 */
@ApplicationScoped
class RobotsUpkeep implements Upkeep {
    private static final String PRUNE = """
            delete from robots
             where origin in (select origin from robots
                               where expires_at < {now} - case when status = 'FOUND' then interval '30 days'
                                                               else interval '1 hour' end
                               limit 10000)
            """;

    private final DatabaseClock clock;

    RobotsUpkeep(DatabaseClock clock) {
        this.clock = clock;
    }

    @Override
    public String name() {
        return "robots";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(10);
    }

    @Override
    public Uni<Void> run() {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(clock.in(PRUNE)).executeUpdate())
                .replaceWithVoid();
    }
}
