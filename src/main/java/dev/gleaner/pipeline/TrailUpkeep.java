package dev.gleaner.pipeline;

import dev.gleaner.database.DatabaseClock;
import dev.gleaner.identity.Expiry;
import dev.gleaner.quota.DailyCounts;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Prunes the attempts trail, the audit log and what else expires, and lanes that nobody has used for a day. */
@ApplicationScoped
class TrailUpkeep implements Upkeep {
    private static final String PRUNE_ATTEMPTS = """
            delete from attempt
             where ctid = any (array(
                       select ctid from attempt where finished_at < {now} - make_interval(secs => {age}) limit 10000))
            """;
    private static final String PRUNE_LANES = "delete from lane where ready_at < {now} - interval '1 day'";

    private final DatabaseClock clock;
    private final PipelineSettings settings;
    private final Expiry expiry;
    private final DailyCounts counts;

    TrailUpkeep(DatabaseClock clock, PipelineSettings settings, Expiry expiry, DailyCounts counts) {
        this.clock = clock;
        this.settings = settings;
        this.expiry = expiry;
        this.counts = counts;
    }

    @Override
    public String name() {
        return "trail";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(10);
    }

    @Override
    public Uni<Void> run() {
        String age = Long.toString(settings.trail().toSeconds());
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                clock.in(PRUNE_ATTEMPTS).replace("{age}", age))
                        .executeUpdate()
                        .chain(() ->
                                session.createNativeQuery(clock.in(PRUNE_LANES)).executeUpdate()))
                .chain(() -> expiry.prune())
                .chain(() -> counts.prune())
                .replaceWithVoid();
    }
}
