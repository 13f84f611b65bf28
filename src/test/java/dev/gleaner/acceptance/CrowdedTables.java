package dev.gleaner.acceptance;

import dev.gleaner.fixture.DatabaseAddress;
import dev.gleaner.fixture.GleanerDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Rows of 10,000 domains, nine tenths of them one tenant's, in every status and category, a few thousand at a time or a
 * million: the service would need an hour to enter as many. So they are made by the database, and a million of them with
 * the triggers and foreign keys off and the indexes of {@code page} away, which are then made anew from their own
 * definitions; to keep them up to date row by row would take most of a test's patience. What comes out is the same: the
 * schema is the migrations', down to the names of the indexes.
 */
public final class CrowdedTables {
    /** The number of the sitemap with 45,000 pages of the tenant. */
    static final int LARGEST_SITEMAP = 0;

    /** The number of one with 9,000; the others have some fifty. */
    static final int LARGE_SITEMAP = 1;

    private static final String SITES = """
        insert into domain (id, tenant, lane, name, created_at, updated_at)
        select md5('domain ' || n)::uuid, case when n %% 10 = 9 then 'elsewhere' else '%1$s' end, name, name, at, at
          from generate_series(0, 9999) n,
               lateral (select 'site-' || n || '.example' as name, timestamptz '2026-01-01' + n * interval '1 s' as at);
        insert into sitemap (id, tenant, lane, domain_id, domain, url, discovered_by, url_count, last_modified, created_at)
        select md5('sitemap ' || n)::uuid, d.tenant, d.lane, d.id, d.name,
               'https://' || d.name || '/sitemap-' || n || '.xml', 'ROBOTS', n %% 500,
               case when n %% 3 = 0 then timestamptz '2026-01-01' + n * interval '1 s' end,
               timestamptz '2026-01-01' + n * interval '1 s'
          from generate_series(0, 19999) n join domain d on d.id = md5('domain ' || n %% 10000)::uuid;
        insert into contact (id, tenant, domain_id, domain, kind, value, confidence, created_at)
        select md5('contact ' || n)::uuid, d.tenant, d.id, d.name,
               case when n %% 10 < 6 then 'EMAIL' when n %% 10 < 9 then 'PHONE' else 'SOCIAL' end,
               'contact-' || n || '@' || d.name, 0.9, timestamptz '2026-01-01' + n * interval '1 s'
          from generate_series(0, 49999) n join domain d on d.id = md5('domain ' || n / 5)::uuid;
        insert into contact_source (contact_id, page_id, how, url, snippet)
        select md5('contact ' || n)::uuid, md5('page ' || n)::uuid, 'MAILTO', 'https://x.example/', 'Write to us'
          from generate_series(0, 49999) n
        """;

    /** 150 of a thousand are selected, and most of these read; of the first 10,000, a hundred wait for another attempt. */
    private static final String PAGES = """
        insert into page (id, tenant, lane, domain_id, domain, sitemap_id, url, category, category_confidence, title,
                          last_modified, curation_status, processing_status, attempts, next_attempt_at, error_code,
                          error_message, error_step, error_at, created_at, updated_at)
        select md5('page ' || i)::uuid, case when i %% 10 = 9 then 'elsewhere' else '%1$s' end, name, name_id, name,
               md5('sitemap ' || case when i between 20001 and 70000 and i %% 10 < 9 then 0
                                      when i between 100001 and 110000 and i %% 10 < 9 then 1
                                      else 10 + i %% 19990 end)::uuid,
               'https://' || name || '/' || lower(category) || '/item-' || i, category, h / 1000.0,
               case when status = 'COMPLETE' then 'Item ' || i || ' of ' || name end,
               case when i %% 3 = 0 then timestamptz '2025-01-01' + i * interval '1 s' end,
               case when h < 150 then 'SELECTED' when h < 180 then 'MAYBE' when h < 195 then 'NOT_A_FIT'
                    when h < 200 then 'ARCHIVED' else 'NEW' end,
               status, case when h < 150 then 1 else 0 end, case when status = 'QUEUED' then now() + interval '1 day' end,
               error, 'The server answered 500', case when error is not null then 'FETCH' end,
               case when error is not null then now() end,
               timestamptz '2026-01-01' + i * interval '1 s', timestamptz '2026-02-01' + u * interval '1 s'
          from generate_series(%2$d, %3$d) i,
               lateral (select (hashint4(i) & 2147483647) %% 1000 as h,
                               (hashint4(i + 5000000) & 2147483647) %% 1000 as k,
                               (hashint4(i + 9000000) & 2147483647) %% 100000 as u,
                               'site-' || i %% 10000 || '.example' as name,
                               md5('domain ' || i %% 10000)::uuid as name_id) a,
               lateral (select case when k < 10 then 'CONTACT' when k < 30 then 'ABOUT' when k < 50 then 'LEGAL'
                                    when k < 250 then 'BLOG' when k < 550 then 'PRODUCT' else 'OTHER' end as category,
                               case when h < 130 then 'COMPLETE' when h < 138 then 'EMPTY' when h < 140 then 'FILTERED'
                                    when h < 150 and i < 10000 then 'QUEUED' when h < 150 then 'ERROR'
                                    else 'IDLE' end as status) b,
               lateral (select case when status in ('QUEUED', 'ERROR') then 'http_status' end as error) c
        """;

    private static final List<String> SEARCH = List.of(
            "insert into page_search select id, page_words(url, title) from page on conflict do nothing",
            "insert into domain_search select id, lower(name) from domain on conflict do nothing",
            "insert into sitemap_search select id, lower(url) from sitemap on conflict do nothing",
            "insert into contact_search select id, text_grams(value) from contact on conflict do nothing");

    private static final String INDEXES = """
        select indexname, indexdef from pg_indexes i
         where schemaname = 'public' and tablename in ('page', 'page_search')
           and not exists (select from pg_constraint c where c.conname = i.indexname)
        """;

    /** The tables that are filled. */
    static final Set<String> LARGE = Set.of(
            "page",
            "page_search",
            "domain",
            "domain_search",
            "sitemap",
            "sitemap_search",
            "contact",
            "contact_search",
            "contact_source");

    private record Index(String name, String definition) {}

    private final DatabaseAddress superuser;
    private final String tenant;

    CrowdedTables(GleanerDatabase database, String tenant) {
        this(database.superuser(), tenant);
    }

    /** Those of a database, as its superuser; most rows belong to the tenant. */
    public CrowdedTables(DatabaseAddress superuser, String tenant) {
        this.superuser = superuser;
        this.tenant = tenant;
    }

    /** The sites, and the first pages. */
    public void open(int pages) throws SQLException {
        execute(SITES.formatted(tenant));
        execute(PAGES.formatted(tenant, 1, pages));
        enterWords();
        settle();
    }

    /** The pages after the first ones, up to so many. */
    public void fill(int from, int pages) throws SQLException {
        List<Index> indexes = indexes();
        for (Index index : indexes) {
            execute("drop index " + index.name());
        }
        execute(PAGES.formatted(tenant, from + 1, pages));
        enterWords();
        for (Index index : indexes) {
            execute(index.definition());
        }
        settle();
    }

    /** What rows that came past the triggers are searched by. */
    public void enterWords() throws SQLException {
        for (String entered : SEARCH) {
            execute(entered);
        }
    }

    private List<Index> indexes() throws SQLException {
        List<Index> indexes = new ArrayList<>();
        try (Connection connection = superuser.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(INDEXES)) {
            while (rows.next()) {
                indexes.add(new Index(rows.getString(1), rows.getString(2)));
            }
        }
        return indexes;
    }

    /** What autovacuum does a minute later. */
    private void settle() throws SQLException {
        for (String table : LARGE) {
            superuser.execute("vacuum (analyze) " + table);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = superuser.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("set auto_explain.log_min_duration = -1");
            statement.execute("set session_replication_role = replica");
            statement.execute("set maintenance_work_mem = '256MB'");
            statement.execute(sql);
        }
    }
}
