package dev.gleaner.workflow.sitemap;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/**
 * How long the indexes below an index are followed: the time begins with the first of them and is handed down, so that an
 * endless tree ends. The database's clock decides, as always. Runs inside the persisting transaction.
 */
@ApplicationScoped
class IndexTime {
    /** The time is forgotten: if somebody wants the index read again, it is the first of them. */
    private static final String END = """
            update sitemap
               set follow_until = null,
                   problem = case when strpos(coalesce(problem, ''), cast(:problem as text)) > 0 then problem
                                  else concat_ws('; ', problem, cast(:problem as text)) end
             where id = :index and follow_until < now()
            """;

    /** Only those that wait for their turn. */
    private static final String HAND_DOWN = """
            update sitemap s set follow_until = coalesce(i.follow_until, now() + cast(cast(:time as text) as interval))
              from sitemap i
             where i.id = :index and s.index_id = i.id and s.id <> i.id and s.processing_status = 'QUEUED'
            """;

    private static final String FORGET = """
            update sitemap set follow_until = null where id = :index and follow_until is not null
            """;

    private final String time;

    IndexTime(SitemapSettings settings) {
        this.time = settings.indexTime().toString();
    }

    /** Whether an index was reached too late; then it says so. */
    Uni<Boolean> isOver(UUID index) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(END)
                        .setParameter("index", index)
                        .setParameter(
                                "problem",
                                "reached more than " + time
                                        + " after the index that began; its children are not followed"
                                        + " until it is read again")
                        .executeUpdate())
                .map(ended -> ended > 0);
    }

    /** Gives the children of an index the time that is left to it. */
    Uni<Void> handDown(UUID index) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(HAND_DOWN)
                        .setParameter("index", index)
                        .setParameter("time", time)
                        .executeUpdate()
                        .chain(() -> session.createNativeQuery(FORGET)
                                .setParameter("index", index)
                                .executeUpdate()))
                .replaceWithVoid();
    }
}
