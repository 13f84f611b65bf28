package dev.gleaner.pipeline;

import dev.gleaner.database.DatabaseClock;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/**
 * Tells a workflow that succeeds again and again with nothing to show for it: a stage that looks healthy and is not. Runs
 * inside the caller's transaction.
 */
@ApplicationScoped
class Silence {
    /** Looks at so many rows of the trail and no more, however much happened. */
    private static final String COUNT = """
            select count(*) filter (where outcome = 'EMPTY') from (
                select outcome from attempt
                 where workflow = cast(:workflow as text) and finished_at > {now} - make_interval(secs => {window})
                   and outcome in ('COMPLETE', 'EMPTY') and (cast(:tenant as text) = '' or tenant = cast(:tenant as text))
                 order by finished_at desc limit {last}) latest
            """;

    private final DatabaseClock clock;
    private final PipelineSettings settings;

    Silence(DatabaseClock clock, PipelineSettings settings) {
        this.clock = clock;
        this.settings = settings;
    }

    /** Whether the last successes of a workflow were all without output: those of a tenant, or all of them. */
    Uni<Boolean> of(String workflow, @Nullable String tenant) {
        String sql = clock.in(COUNT)
                .replace("{window}", Long.toString(settings.silence().toSeconds()))
                .replace("{last}", Integer.toString(settings.silenceAfter()));
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(sql, Long.class)
                        .setParameter("workflow", workflow)
                        .setParameter("tenant", tenant == null ? "" : tenant)
                        .getSingleResult())
                .map(empty -> empty >= settings.silenceAfter());
    }
}
