package dev.gleaner.database;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/**
 * The second wall between tenants, row-level security: what a query forgets to ask for, PostgreSQL does not show. The
 * migrations build it. It is told in each transaction whose rows are meant, because a pooler in transaction mode keeps
 * nothing in between.
 */
@ApplicationScoped
public class TenantWall {
    private static final Logger LOG = Logger.getLogger(TenantWall.class);

    /** Made by the migrations where they run as a role that walks through walls. */
    private static final String WALLED = "gleaner_tenants";

    private static final String LOOK = """
            select session_user, r.rolsuper or r.rolbypassrls,
                   exists (select from pg_roles w
                            where w.rolname = 'gleaner_tenants' and not w.rolsuper and not w.rolbypassrls
                              and pg_has_role(session_user, w.oid, 'member')
                              and has_table_privilege(w.oid, 'domain', 'update')),
                   (select string_agg(c.relname, ', ' order by c.relname)
                      from pg_class c
                      join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant' and not a.attisdropped
                     where c.relkind in ('r', 'p') and c.relnamespace = cast(current_schema() as regnamespace)
                       and not (c.relrowsecurity and c.relforcerowsecurity))
              from pg_roles r where r.rolname = session_user
            """;

    private volatile boolean asWalledRole;

    /** Looks whether it stands for the role of this service, and says so if not. Inside the caller's transaction. */
    public Uni<Void> look() {
        return Panache.getSession()
                .chain(session ->
                        session.createNativeQuery(LOOK, Object[].class).getSingleResult())
                .invoke(row -> judge((String) row[0], (Boolean) row[1], (Boolean) row[2], (String) row[3]))
                .replaceWithVoid();
    }

    private void judge(String login, boolean bypasses, boolean mayBeWalled, String unwalled) {
        asWalledRole = bypasses && mayBeWalled;
        if (bypasses && !mayBeWalled) {
            LOG.warnf(
                    "The second wall between tenants does not stand: the role %s of DATABASE_URL bypasses row-level"
                            + " security and cannot act as %s. Use a role that is no superuser and has no BYPASSRLS, or let"
                            + " that role migrate as well: then the migrations make %s for it.",
                    login, WALLED, WALLED);
        }
        if (unwalled != null) {
            LOG.warnf("No second wall between tenants stands around %s: row-level security is off there.", unwalled);
        }
    }

    /** What a transaction has to say at its beginning. */
    String statement(Reach reach) {
        return asWalledRole ? "set local role " + WALLED + "; " + reach.statement() : reach.statement();
    }
}
