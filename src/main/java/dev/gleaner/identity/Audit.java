package dev.gleaner.identity;

import dev.gleaner.database.DatabaseClock;
import dev.gleaner.database.JsonRows;
import dev.gleaner.vocabulary.AuditAction;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * The audit log: written in the transaction of the deed, so that nothing is done without its line and no line tells of
 * what was rolled back. Holds no secrets; details are what the caller chose to tell.
 */
@ApplicationScoped
public class Audit {
    private static final String RECORD = """
            insert into audit_entry (tenant, at, actor, action, subject, details)
            values (cast(:tenant as text), {now}, cast(:actor as text), cast(:action as text), cast(:subject as text),
                    cast(:details as text))
            """;
    private static final String PRUNE = """
            delete from audit_entry
             where id in (select id from audit_entry where at < {now} - make_interval(secs => {age}) limit 10000)
            """;

    private final DatabaseClock clock;
    private final JsonRows json;
    private final IdentitySettings settings;

    Audit(DatabaseClock clock, JsonRows json, IdentitySettings settings) {
        this.clock = clock;
        this.json = json;
        this.settings = settings;
    }

    /**
     * Writes a line. Runs inside the caller's transaction.
     *
     * @param actor who did it
     * @param action what was done
     * @param subject to what: a kind such as {@code page}, or a kind and a name such as {@code pipeline/domain}
     * @param details a record or a map of plain values, written as a JSON object
     */
    public Uni<Void> record(Actor actor, AuditAction action, String subject, Object details) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(clock.in(RECORD))
                        .setParameter("tenant", actor.tenant())
                        .setParameter("actor", actor.name())
                        .setParameter("action", action.name())
                        .setParameter("subject", subject)
                        .setParameter("details", json.text(details))
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** Forgets the oldest lines, some thousands at a time. Runs inside the caller's transaction. */
    public Uni<Integer> prune() {
        String age = Long.toString(settings.audit().toSeconds());
        String sql = clock.in(PRUNE).replace("{age}", age);
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(sql).executeUpdate());
    }
}
