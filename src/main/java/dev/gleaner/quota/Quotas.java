package dev.gleaner.quota;

import dev.gleaner.database.DatabaseClock;
import dev.gleaner.http.ProblemException;
import dev.gleaner.vocabulary.ProblemCode;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.OffsetDateTime;

/** The quotas of tenants, asked where work is taken in. Runs inside the caller's transaction. */
@ApplicationScoped
public class Quotas {
    private static final String VIEW = """
            select coalesce(q.domains, {domains}), coalesce(q.pages_per_day, {pages}),
                   coalesce(q.fetches_per_day, {fetches}),
                   (select count(*) from domain d where d.tenant = t.tenant),
                   coalesce(u.pages, 0), coalesce(u.fetches, 0),
                   (date_trunc('day', {now} at time zone 'UTC') + interval '1 day') at time zone 'UTC',
                   cast({now} as timestamptz)
              from (select cast(:tenant as text) as tenant) t
              left join tenant_quota q on q.tenant = t.tenant
              left join tenant_usage u on u.tenant = t.tenant and u.day = cast({now} at time zone 'UTC' as date)
            """;

    private static final String LIMITS = """
            select coalesce((select q.domains from tenant_quota q where q.tenant = cast(:tenant as text)), {domains}),
                   coalesce((select q.pages_per_day from tenant_quota q where q.tenant = cast(:tenant as text)), {pages}),
                   coalesce((select q.fetches_per_day from tenant_quota q where q.tenant = cast(:tenant as text)), {fetches})
            """;

    /** Those who enter domains of one tenant take turns, or each would count without the others. */
    private static final String TAKE_TURNS =
            "select cast(pg_advisory_xact_lock(hashtextextended('domains of ' || cast(:tenant as text), 0)) as text)";

    private static final String DOMAINS = "select count(*) from domain where tenant = cast(:tenant as text)";

    private static final String CHANGE = """
            insert into tenant_quota (tenant, domains, pages_per_day, fetches_per_day, changed_at, changed_by)
            values (cast(:tenant as text), cast(cast(:domains as text) as bigint), cast(cast(:pages as text) as bigint),
                    cast(cast(:fetches as text) as bigint), {now}, cast(:who as text))
            on conflict (tenant) do update
               set domains = excluded.domains, pages_per_day = excluded.pages_per_day,
                   fetches_per_day = excluded.fetches_per_day, changed_at = excluded.changed_at,
                   changed_by = excluded.changed_by
            """;

    private final QuotaSettings settings;
    private final DatabaseClock clock;

    Quotas(QuotaSettings settings, DatabaseClock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** What the tenant may use, and what it has used up. */
    public Uni<QuotaView> of(String tenant) {
        return row(VIEW, tenant).map(row -> view(tenant, row));
    }

    private static QuotaView view(String tenant, Object[] row) {
        return new QuotaView(
                tenant,
                limits(row),
                new QuotaView.Usage(number(row[3]), number(row[4]), number(row[5])),
                ((OffsetDateTime) row[6]).toInstant());
    }

    /** Replaces what was allowed to the tenant. */
    public Uni<Void> allow(String tenant, Limits wish, String who) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(sql(CHANGE))
                        .setParameter("tenant", tenant)
                        .setParameter("domains", text(wish.domains()))
                        .setParameter("pages", text(wish.pagesPerDay()))
                        .setParameter("fetches", text(wish.fetchesPerDay()))
                        .setParameter("who", who)
                        .executeUpdate())
                .replaceWithVoid();
    }

    /**
     * Passes if the domains that this transaction has entered are not too many.
     *
     * @throws ProblemException (in the Uni) 403 otherwise; none of them is entered then
     */
    public Uni<Void> requireRoomForDomains(String tenant) {
        return row(LIMITS, tenant)
                .map(row -> limits(row).domains())
                .chain(limit -> limit == 0 ? Uni.createFrom().voidItem() : requireRoom(tenant, limit));
    }

    private Uni<Void> requireRoom(String tenant, long limit) {
        return value(TAKE_TURNS, tenant, String.class)
                .chain(() -> value(DOMAINS, tenant, Long.class))
                .invoke(count -> {
                    if (count > limit) {
                        throw new ProblemException(
                                ProblemCode.QUOTA_EXCEEDED,
                                "With these there would be " + count + " domains; the quota of the tenant is " + limit
                                        + ". None of them was entered.");
                    }
                })
                .replaceWithVoid();
    }

    /**
     * Passes while the day's quotas are not used up.
     *
     * @throws ProblemException (in the Uni) 429 otherwise, with the time until the day ends
     */
    public Uni<Void> requireOpenDay(String tenant) {
        return row(LIMITS, tenant)
                .map(Quotas::limits)
                .chain(limits -> limits.pagesPerDay() + limits.fetchesPerDay() == 0
                        ? Uni.createFrom().voidItem()
                        : row(VIEW, tenant)
                                .invoke(row -> requireOpenDay(tenant, row))
                                .replaceWithVoid());
    }

    private static void requireOpenDay(String tenant, Object[] row) {
        QuotaView view = view(tenant, row);
        if (view.isDayUsedUp()) {
            throw ProblemException.quotaUsedUp(
                    "The tenant's quota for today is used up: " + view.usage().fetches() + " of "
                            + orAnyNumber(view.limits().fetchesPerDay()) + " fetches, "
                            + view.usage().pages() + " of "
                            + orAnyNumber(view.limits().pagesPerDay())
                            + " pages. It starts anew at " + view.resetsAt() + ".",
                    Duration.between(((OffsetDateTime) row[7]).toInstant(), view.resetsAt()));
        }
    }

    private static String orAnyNumber(long limit) {
        return limit == 0 ? "any number of" : Long.toString(limit);
    }

    private Uni<Object[]> row(String sql, String tenant) {
        return value(sql, tenant, Object[].class);
    }

    private <T> Uni<T> value(String sql, String tenant, Class<T> type) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(sql(sql), type)
                        .setParameter("tenant", tenant)
                        .getSingleResult());
    }

    private String sql(String template) {
        return clock.in(template)
                .replace("{domains}", "cast(" + settings.domains() + " as bigint)")
                .replace("{pages}", "cast(" + settings.pagesPerDay() + " as bigint)")
                .replace("{fetches}", "cast(" + settings.fetchesPerDay() + " as bigint)");
    }

    private static Limits limits(Object[] row) {
        return new Limits(number(row[0]), number(row[1]), number(row[2]));
    }

    private static long number(Object value) {
        return ((Number) value).longValue();
    }

    /** Absent as text, so that the type of the parameter is known. */
    private static String text(Long number) {
        return number == null ? null : number.toString();
    }
}
