package dev.gleaner.workflow.page;

import dev.gleaner.address.SiteName;
import dev.gleaner.database.JsonRows;
import dev.gleaner.item.WorkItem;
import dev.gleaner.vocabulary.ChangeFrequency;
import dev.gleaner.vocabulary.PageCategory;
import dev.gleaner.vocabulary.PageSelection;
import dev.gleaner.workflow.site.Placed;
import dev.gleaner.workflow.site.ScanOrder;
import dev.gleaner.workflow.site.Site;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The letterbox for pages that were found. Runs inside the caller's transaction. */
@ApplicationScoped
public class PageIntake {
    /** Rows per statement: large enough to be cheap, small enough to stay a short parameter. */
    private static final int CHUNK = 5000;

    private static final String RECEIVE = """
            with found as (
                select * from jsonb_to_recordset(cast(cast(:found as text) as jsonb)) as f (
                    position integer, "domainId" uuid, domain text, url text, lane text, category text, confidence double precision,
                    rule text, "lastModified" timestamptz, "changeFrequency" text, priority double precision,
                    chosen boolean)),
            matched as (
                select f.*, p.id, p.scan_id,
                       cast(:sitemap as text) is not null
                       and (p.sitemap_id is null or p.vanished_at is not null
                            or p.sitemap_id = cast(cast(:sitemap as text) as uuid)) as owned
                  from found f left join page p on p.tenant = cast(:tenant as text) and p.url = f.url),
            taken as (
                select m.*
                  from matched m
                 where m.id is null or m.scan_id is distinct from cast(cast(:scan as text) as uuid) or cast(cast(:scan as text) as uuid) is null
                 order by m.position
                 limit (select greatest(0, cast(cast(:most as text) as integer) - count(*)) from page
                         where scan_id = cast(cast(:scan as text) as uuid))),
            entered as (
                insert into page (tenant, lane, priority, domain_id, domain, sitemap_id, listed_at, url, category,
                                  category_confidence, category_rule, last_modified, change_frequency,
                                  sitemap_priority, scan_id, curation_status, processing_status, next_attempt_at)
                select cast(:tenant as text), t.lane, {priority}, t."domainId", t.domain,
                       cast(cast(:sitemap as text) as uuid),
                       case when cast(:sitemap as text) is not null then now() end, t.url, t.category, t.confidence,
                       t.rule, t."lastModified", t."changeFrequency", t.priority, cast(cast(:scan as text) as uuid),
                       case when t.chosen then 'SELECTED' else 'NEW' end,
                       case when t.chosen then 'QUEUED' else 'IDLE' end,
                       case when t.chosen then now() end
                  from taken t where t.id is null
                 order by t.url
                on conflict on constraint page_has_one_url do nothing
                returning id),
            known as (
                update page p
                   set last_modified = coalesce(m."lastModified", p.last_modified),
                       change_frequency = coalesce(m."changeFrequency", p.change_frequency),
                       sitemap_priority = coalesce(m.priority, p.sitemap_priority),
                       sitemap_id = case when m.owned then cast(cast(:sitemap as text) as uuid) else p.sitemap_id end,
                       listed_at = case when m.owned then now() else p.listed_at end,
                       vanished_at = case when m.owned then null else p.vanished_at end,
                       scan_id = case when t.id is null then p.scan_id
                                      else coalesce(cast(cast(:scan as text) as uuid), p.scan_id) end
                  from matched m left join taken t on t.position = m.position
                 where p.id = m.id
                returning p.id, t.id is not null
                                and p.processing_status not in ('QUEUED', 'PROCESSING')
                                and (m.chosen and (p.curation_status = 'NEW'
                                                   or p.curation_status in ('MAYBE', 'SELECTED')
                                                      and cast(cast(:scan as text) as uuid) is not null)
                                     or {requeues} and p.curation_status = 'SELECTED'
                                                 and p.processing_status in ('COMPLETE', 'EMPTY')
                                                 and m."lastModified" > p.scraped_at and m."lastModified" <= now()) as again),
            also as (
                insert into page_also_listed (page_id, sitemap_id, listed_at)
                select m.id, cast(cast(:sitemap as text) as uuid), now()
                  from matched m
                 where m.id is not null and not m.owned and cast(:sitemap as text) is not null
                 order by m.id
                on conflict (page_id, sitemap_id) do update set listed_at = excluded.listed_at)
            select id, true, false from entered union all select id, false, again from known
            """;

    /**
     * A page that its sitemap does not list any more goes over to another that does. If there is none it has vanished:
     * it stays, with what is known of it, until a sitemap lists it again.
     */
    private static final String VANISH = """
            with missing as (
                select p.id, other.sitemap_id, other.listed_at
                  from page p
                  left join lateral (
                       select a.sitemap_id, a.listed_at from page_also_listed a
                        where a.page_id = p.id and a.sitemap_id <> p.sitemap_id
                        order by a.listed_at desc, a.sitemap_id limit 1) other on true
                 where p.sitemap_id = cast(cast(:sitemap as text) as uuid) and p.vanished_at is null
                   and (p.listed_at is null or p.listed_at < now())),
            unlisted as (
                delete from page_also_listed a
                 where a.sitemap_id = cast(cast(:sitemap as text) as uuid) and a.listed_at < now()),
            moved as (
                delete from page_also_listed a using missing m where a.page_id = m.id and a.sitemap_id = m.sitemap_id)
            update page p
               set sitemap_id = coalesce(m.sitemap_id, p.sitemap_id), listed_at = coalesce(m.listed_at, p.listed_at),
                   vanished_at = case when m.sitemap_id is null then now() end, updated_at = now()
              from missing m where p.id = m.id
            """;

    private static final String QUEUE_AGAIN = """
            update page
               set curation_status = 'SELECTED', processing_status = 'QUEUED', next_attempt_at = now(), attempts = 0,
                   priority = {priority}, error_code = null, error_message = null, error_step = null, error_at = null,
                   updated_at = now()
             where id = any (array(select unnest(cast(string_to_array(cast(:ids as text), ' ') as uuid[]))))
               and processing_status not in ('QUEUED', 'PROCESSING')
            """;

    private static final String LIST_AGAIN = """
            with listed as (
                select p.id,
                       p.category in (select x from unnest(string_to_array(cast(:chosen as text), ' ')) x)
                       and p.processing_status not in ('QUEUED', 'PROCESSING')
                       and p.curation_status in ('NEW', 'MAYBE', 'SELECTED') as again
                  from page p
                 where p.tenant = cast(:tenant as text)
                   and (p.sitemap_id = cast(cast(:sitemap as text) as uuid) and p.vanished_at is null
                        or p.id in (select a.page_id from page_also_listed a
                                     where a.sitemap_id = cast(cast(:sitemap as text) as uuid)))
                   and p.scan_id is distinct from cast(cast(:scan as text) as uuid)
                 order by p.url
                 limit (select greatest(0, cast(cast(:most as text) as integer) - count(*)) from page
                         where scan_id = cast(cast(:scan as text) as uuid)))
            update page p
               set scan_id = cast(cast(:scan as text) as uuid),
                   curation_status = case when l.again then 'SELECTED' else p.curation_status end,
                   processing_status = case when l.again then 'QUEUED' else p.processing_status end,
                   next_attempt_at = case when l.again then now() else p.next_attempt_at end,
                   attempts = case when l.again then 0 else p.attempts end,
                   priority = case when l.again then {priority} else p.priority end,
                   error_code = case when not l.again then p.error_code end,
                   error_message = case when not l.again then p.error_message end,
                   error_step = case when not l.again then p.error_step end,
                   error_at = case when not l.again then p.error_at end,
                   updated_at = case when l.again then now() else p.updated_at end
              from listed l where p.id = l.id
            """;

    private final JsonRows rows;
    private final SelectionRules rules;

    PageIntake(JsonRows rows, SelectionRules rules) {
        this.rows = rows;
        this.rules = rules;
    }

    /** The statement's row. */
    @RegisterForReflection
    private record Row(
            int position,
            UUID domainId,
            String domain,
            String url,
            String lane,
            PageCategory category,
            double confidence,
            String rule,
            Instant lastModified,
            ChangeFrequency changeFrequency,
            Double priority,
            boolean chosen) {}

    /**
     * Enters new pages and refreshes known ones; nothing is added twice. A scan's order decides which of them are queued
     * and how many are taken at most; without one, the tenant's rules decide on those that nobody has decided on.
     *
     * @param listing the sitemap that lists them, if it was one
     * @return how many pages are new
     */
    public Uni<Integer> receive(
            Site site, @Nullable PageListing listing, @Nullable ScanOrder order, List<FoundPage> pages) {
        return choice(site, order).chain(choice -> receive(site.tenant(), listing, order, placed(site, pages), choice));
    }

    private static List<Placed<FoundPage>> placed(Site site, List<FoundPage> pages) {
        return pages.stream().map(page -> new Placed<>(site, page)).toList();
    }

    /** Enters pages that a person names, of however many sites; whether they are read, the person says. */
    Uni<Integer> enter(String tenant, List<Placed<FoundPage>> pages) {
        return receive(tenant, null, null, pages, page -> false);
    }

    private Uni<Predicate<FoundPage>> choice(Site site, @Nullable ScanOrder order) {
        return order == null
                ? rules.choiceOf(site.tenant())
                : Uni.createFrom()
                        .item(page -> isChosen(order, page.classification().category()));
    }

    private static boolean isChosen(ScanOrder order, PageCategory category) {
        return order.pages() == PageSelection.ALL
                || order.pages() == PageSelection.CONTACT && category == PageCategory.CONTACT;
    }

    private Uni<Integer> receive(
            String tenant,
            @Nullable PageListing listing,
            @Nullable ScanOrder order,
            List<Placed<FoundPage>> pages,
            Predicate<FoundPage> choice) {
        Uni<Integer> entered = Multi.createFrom()
                .range(0, (pages.size() + CHUNK - 1) / CHUNK)
                .onItem()
                .transformToUniAndConcatenate(chunk -> receive(
                        tenant,
                        listing,
                        order,
                        rows.of(IntStream.range(chunk * CHUNK, Math.min(pages.size(), (chunk + 1) * CHUNK))
                                .mapToObj(i -> row(i, pages.get(i), choice))
                                .toList())))
                .collect()
                .with(Collectors.summingInt(Integer::intValue));
        return listing != null && listing.whole() ? entered.call(() -> vanish(listing)) : entered;
    }

    /**
     * The pages of a sitemap that is what it was, as if it had been read again: a scan's order is followed as it is for
     * pages that are handed over; outside a scan there is nothing to do.
     */
    public Uni<Void> receiveAgain(Site site, UUID sitemap, @Nullable ScanOrder order) {
        if (order == null) {
            return Uni.createFrom().voidItem();
        }
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(urgency(LIST_AGAIN, order))
                        .setParameter("chosen", chosenCategories(order))
                        .setParameter("tenant", site.tenant())
                        .setParameter("sitemap", sitemap.toString())
                        .setParameter("scan", order.scan().toString())
                        .setParameter("most", Integer.toString(order.maxPages()))
                        .executeUpdate())
                .replaceWithVoid();
    }

    private static String chosenCategories(ScanOrder order) {
        return Stream.of(PageCategory.values())
                .filter(category -> isChosen(order, category))
                .map(PageCategory::name)
                .collect(Collectors.joining(" "));
    }

    private static Uni<Integer> vanish(PageListing listing) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(VANISH)
                        .setParameter("sitemap", listing.sitemap().toString())
                        .executeUpdate());
    }

    private static Uni<Integer> receive(
            String tenant, @Nullable PageListing listing, @Nullable ScanOrder order, String found) {
        boolean requeues = listing != null && listing.requeuesChanged();
        String sql = urgency(RECEIVE, order).replace("{requeues}", Boolean.toString(requeues));
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(sql, Object[].class)
                        .setParameter("found", found)
                        .setParameter("tenant", tenant)
                        .setParameter(
                                "sitemap",
                                listing == null ? null : listing.sitemap().toString())
                        .setParameter(
                                "scan", order == null ? null : order.scan().toString())
                        .setParameter("most", Integer.toString(order == null ? Integer.MAX_VALUE : order.maxPages()))
                        .getResultList()
                        .chain(received -> queueAgain(session, order, received)));
    }

    private static Uni<Integer> queueAgain(Mutiny.Session session, @Nullable ScanOrder order, List<Object[]> received) {
        int entered = (int) received.stream().filter(row -> (Boolean) row[1]).count();
        List<String> again = received.stream()
                .filter(row -> (Boolean) row[2])
                .map(row -> row[0].toString())
                .toList();
        if (again.isEmpty()) {
            return Uni.createFrom().item(entered);
        }
        return session.createNativeQuery(urgency(QUEUE_AGAIN, order))
                .setParameter("ids", String.join(" ", again))
                .executeUpdate()
                .replaceWith(entered);
    }

    private static String urgency(String sql, @Nullable ScanOrder order) {
        return sql.replace("{priority}", Short.toString(order == null ? WorkItem.BULK : WorkItem.URGENT));
    }

    private static Row row(int position, Placed<FoundPage> placed, Predicate<FoundPage> choice) {
        FoundPage page = placed.found();
        Classification classification = page.classification();
        return new Row(
                position,
                placed.site().domainId(),
                placed.site().name().value(),
                page.url().toString(),
                SiteName.ofHost(page.url().host())
                        .map(SiteName::value)
                        .orElse(page.url().host()),
                classification.category(),
                classification.confidence(),
                classification.rule(),
                page.lastModified(),
                page.changeFrequency(),
                page.priority(),
                choice.test(page));
    }
}
