package dev.gleaner.quota;

import dev.gleaner.database.DatabaseClock;
import dev.gleaner.database.JsonRows;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts what tenants use up in a day. A tenant without a limit is counted in one statement; one with a limit keeps its row
 * locked until the claim is committed, so that all replicas together grant what is left and no more. Runs inside the
 * caller's transaction and has to be its last lock.
 */
@ApplicationScoped
public class DailyCounts {
    private static final String ASK = """
            with asked as (
                select * from jsonb_to_recordset(cast(cast(:asked as text) as jsonb)) as a (tenant text, number bigint)),
            meant as (
                select a.tenant, a.number, coalesce(q.fetches_per_day, {fetches}) as fetches,
                       case when {reading} then coalesce(q.pages_per_day, {pages}) else 0 end as pages
                  from asked a left join tenant_quota q on q.tenant = a.tenant),
            counted as (
                insert into tenant_usage as u (tenant, day, fetches, pages)
                select m.tenant, {today}, m.free, case when {reading} then m.free else 0 end
                  from (select *, case when fetches = 0 and pages = 0 then number else 0 end as free from meant) m
                 order by m.tenant
                on conflict (tenant, day) do update
                   set fetches = u.fetches + excluded.fetches, pages = u.pages + excluded.pages
                returning tenant, fetches, pages)
            select m.tenant, m.number,
                   least(case when m.fetches > 0 then m.fetches - c.fetches else m.number end,
                         case when m.pages > 0 then m.pages - c.pages else m.number end)
              from meant m join counted c on c.tenant = m.tenant
             where m.fetches > 0 or m.pages > 0
            """;

    private static final String SPEND = """
            update tenant_usage u
               set fetches = u.fetches + s.number, pages = u.pages + case when {reading} then s.number else 0 end
              from jsonb_to_recordset(cast(cast(:spent as text) as jsonb)) as s (tenant text, number bigint)
             where u.tenant = s.tenant and u.day = {today}
            """;

    private static final String PRUNE = "delete from tenant_usage where day < {today} - 400";

    private final QuotaSettings settings;
    private final DatabaseClock clock;
    private final JsonRows rows;

    DailyCounts(QuotaSettings settings, DatabaseClock clock, JsonRows rows) {
        this.settings = settings;
        this.clock = clock;
        this.rows = rows;
    }

    /** The statements' row. */
    @RegisterForReflection
    private record Row(String tenant, long number) {}

    /**
     * How many each tenant may begin of those that it asks for; tenants that may begin all of them are left out.
     *
     * @param reading whether they are pages
     */
    public Uni<Map<String, Long>> grant(Map<String, Long> asked, boolean reading) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(sql(ASK, reading), Object[].class)
                        .setParameter("asked", rows.of(rows(asked)))
                        .getResultList())
                .map(DailyCounts::granted)
                .call(granted -> spend(granted, reading));
    }

    private static Map<String, Long> granted(List<Object[]> limited) {
        Map<String, Long> granted = new HashMap<>();
        limited.forEach(row -> granted.put(
                (String) row[0], Math.max(0, Math.min(((Number) row[1]).longValue(), ((Number) row[2]).longValue()))));
        return granted;
    }

    private Uni<Void> spend(Map<String, Long> granted, boolean reading) {
        if (granted.values().stream().allMatch(number -> number == 0)) {
            return Uni.createFrom().voidItem();
        }
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(sql(SPEND, reading))
                        .setParameter("spent", rows.of(rows(granted)))
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** Forgets days long past. */
    public Uni<Void> prune() {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(sql(PRUNE, false)).executeUpdate())
                .replaceWithVoid();
    }

    private static List<Row> rows(Map<String, Long> numbers) {
        return numbers.entrySet().stream()
                .map(it -> new Row(it.getKey(), it.getValue()))
                .toList();
    }

    private String sql(String template, boolean reading) {
        return clock.in(template.replace("{today}", "cast({now} at time zone 'UTC' as date)"))
                .replace("{reading}", Boolean.toString(reading))
                .replace("{pages}", Long.toString(settings.pagesPerDay()))
                .replace("{fetches}", Long.toString(settings.fetchesPerDay()));
    }
}
