package dev.gleaner.workflow.sitemap;

import dev.gleaner.address.SiteName;
import dev.gleaner.database.JsonRows;
import dev.gleaner.item.WorkItem;
import dev.gleaner.vocabulary.DiscoverySource;
import dev.gleaner.workflow.site.Placed;
import dev.gleaner.workflow.site.ScanOrder;
import dev.gleaner.workflow.site.Site;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The letterbox for sitemaps that were found. Runs inside the caller's transaction. */
@ApplicationScoped
public class SitemapIntake {
    /**
     * A known sitemap is read again once per scan; outside a scan only if it lies deeper than the index that names it, so
     * that indexes which name each other come to an end.
     */
    private static final String RECEIVE = """
            with found as (
                select distinct on (url) * from jsonb_to_recordset(cast(cast(:found as text) as jsonb)) as f (
                    "domainId" uuid, domain text, url text, lane text, "discoveredBy" text) order by url),
            room as (
                select d."domainId", {most} - (select count(*) from sitemap s where s.domain_id = d."domainId") as places
                  from (select distinct "domainId" from found) d),
            fresh as (
                select f.*
                  from (select f.*, row_number() over (partition by f."domainId" order by f.url) as place
                          from found f
                         where not exists (select 1 from sitemap s
                                            where s.tenant = cast(:tenant as text) and s.url = f.url)) f
                  join room r on r."domainId" = f."domainId" and f.place <= r.places),
            entered as (
                insert into sitemap (tenant, lane, priority, domain_id, domain, url, discovered_by, depth, scan_id,
                                     select_pages, max_pages, curation_status, processing_status, next_attempt_at)
                select cast(:tenant as text), f.lane, {priority}, f."domainId", f.domain, f.url, f."discoveredBy", {depth},
                       cast(cast(:scan as text) as uuid), cast(:selectPages as text),
                       cast(cast(:maxPages as text) as integer),
                       case when {select} then 'SELECTED' else 'NEW' end,
                       case when {select} then 'QUEUED' else 'IDLE' end, case when {select} then now() end
                  from fresh f order by f.url
                on conflict on constraint sitemap_has_one_url do nothing)
            update sitemap s
               set scan_id = cast(cast(:scan as text) as uuid), select_pages = cast(:selectPages as text),
                   max_pages = cast(cast(:maxPages as text) as integer), priority = {priority},
                   curation_status = 'SELECTED', processing_status = 'QUEUED',
                   next_attempt_at = coalesce(s.next_attempt_at, now()), attempts = 0, error_code = null,
                   error_message = null, error_step = null, error_at = null, updated_at = now()
              from found f
             where {select} and s.tenant = cast(:tenant as text) and s.url = f.url
               and s.processing_status <> 'PROCESSING' and s.curation_status in ('NEW', 'MAYBE', 'SELECTED')
               and case when cast(cast(:scan as text) as uuid) is null then s.depth >= {depth} and s.processing_status <> 'QUEUED'
                        else s.scan_id is distinct from cast(cast(:scan as text) as uuid) end
            """;

    /** Who named it first keeps it. */
    private static final String ADOPT = """
            with found as (
                select * from jsonb_to_recordset(cast(cast(:found as text) as jsonb)) as f (url text))
            update sitemap s set index_id = cast(cast(:index as text) as uuid)
              from found f
             where s.tenant = cast(:tenant as text) and s.url = f.url and s.index_id is null
            """;

    /** Only children that the limit kept out are unknown now. */
    private static final String SAY_WHAT_IS_MISSING = """
            update sitemap set problem = concat_ws('; ', problem, cast(:problem as text))
             where id = :index
               and exists (select 1 from jsonb_to_recordset(cast(cast(:found as text) as jsonb)) as f (url text)
                            where not exists (select 1 from sitemap s
                                               where s.tenant = cast(:tenant as text) and s.url = f.url))
            """;

    /** With and without {@code www.}, by http and by https. */
    private static final int SPELLINGS = 4;

    private final JsonRows rows;
    private final Twins twins;
    private final IndexTime time;
    private final int mostPerSite;

    SitemapIntake(JsonRows rows, Twins twins, IndexTime time, SitemapSettings settings) {
        this.rows = rows;
        this.twins = twins;
        this.time = time;
        this.mostPerSite = settings.maxPerSite();
    }

    /** The statement's row. */
    @RegisterForReflection
    private record Row(UUID domainId, String domain, String url, String lane, DiscoverySource discoveredBy) {}

    /** Enters what a survey or a person found; a scan's order queues it. */
    public Uni<Void> receive(Site site, @Nullable ScanOrder order, List<FoundSitemap> found) {
        return twins.settle(site.tenant(), found)
                .chain(settled -> receive(site.tenant(), order, placed(site, settled), 0, order != null));
    }

    /** Enters what a person names, of however many sites; whether it is read, the person says. */
    Uni<Void> enter(String tenant, List<Placed<FoundSitemap>> found) {
        return receive(tenant, null, found, 0, false);
    }

    /**
     * Enters the children of an index and queues them: who wants the index wants what it stands for. Only here is there a
     * limit for a site: what a survey or a person names is bounded by itself.
     */
    Uni<Void> receiveChildren(SitemapWorkflow.Task index, List<FoundSitemap> found) {
        if (found.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        // one more than could be spellings of as many as are followed, so that it is seen that there are too many
        List<FoundSitemap> first =
                found.stream().limit(SPELLINGS * (long) mostPerSite + 1).toList();
        return time.isOver(index.id())
                .chain(over -> over
                        ? Uni.createFrom().voidItem()
                        : twins.settle(index.site().tenant(), first).chain(settled -> follow(index, settled)));
    }

    private Uni<Void> follow(SitemapWorkflow.Task index, List<FoundSitemap> found) {
        return receive(index.site().tenant(), index.order(), placed(index.site(), found), index.depth() + 1, true)
                .chain(() -> adopt(index, found))
                .chain(() -> time.handDown(index.id()))
                .chain(() -> sayWhatIsMissing(index, found));
    }

    private Uni<Void> adopt(SitemapWorkflow.Task index, List<FoundSitemap> found) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(ADOPT)
                        .setParameter("found", json(placed(index.site(), found)))
                        .setParameter("index", index.id().toString())
                        .setParameter("tenant", index.site().tenant())
                        .executeUpdate())
                .replaceWithVoid();
    }

    private Uni<Void> sayWhatIsMissing(SitemapWorkflow.Task index, List<FoundSitemap> found) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(SAY_WHAT_IS_MISSING)
                        .setParameter("index", index.id())
                        .setParameter("tenant", index.site().tenant())
                        .setParameter("found", json(placed(index.site(), found)))
                        .setParameter(
                                "problem",
                                "the site has more than " + mostPerSite + " sitemaps; the rest is not followed")
                        .executeUpdate())
                .replaceWithVoid();
    }

    private static List<Placed<FoundSitemap>> placed(Site site, List<FoundSitemap> found) {
        return found.stream().map(it -> new Placed<>(site, it)).toList();
    }

    private Uni<Void> receive(
            String tenant, @Nullable ScanOrder order, List<Placed<FoundSitemap>> found, int depth, boolean select) {
        if (found.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        String sql = RECEIVE.replace("{depth}", Integer.toString(depth))
                .replace("{most}", Integer.toString(depth == 0 ? Integer.MAX_VALUE : mostPerSite))
                .replace("{select}", Boolean.toString(select))
                .replace("{priority}", Short.toString(order == null ? WorkItem.BULK : WorkItem.URGENT));
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(sql)
                        .setParameter("found", json(found))
                        .setParameter("tenant", tenant)
                        .setParameter(
                                "scan", order == null ? null : order.scan().toString())
                        .setParameter(
                                "selectPages",
                                order == null ? null : order.pages().name())
                        .setParameter("maxPages", order == null ? null : Integer.toString(order.maxPages()))
                        .executeUpdate())
                .replaceWithVoid();
    }

    private String json(List<Placed<FoundSitemap>> found) {
        return rows.of(found.stream().map(SitemapIntake::row).toList());
    }

    private static Row row(Placed<FoundSitemap> placed) {
        FoundSitemap found = placed.found();
        String host = found.url().host();
        return new Row(
                placed.site().domainId(),
                placed.site().name().value(),
                found.url().toString(),
                SiteName.ofHost(host).map(SiteName::value).orElse(host),
                found.source());
    }
}
