package dev.gleaner.bench;

import dev.gleaner.acceptance.CrowdedTables;
import dev.gleaner.fixture.DatabaseAddress;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** As many domains, sitemaps and contacts as pages, and ten thousand stocks: more than people have, to see what grows. */
final class CrowdedShelves {
    private static final String[] ROWS = {"""
        insert into domain (id, tenant, lane, name, created_at, updated_at)
        select md5('domain ' || n)::uuid, '%1$s', name, name, at, at
          from generate_series(10000, %2$d) n,
               lateral (select 'site-' || n || '.example' as name, timestamptz '2026-01-01' + n * interval '1 s' as at)
        """, """
            insert into sitemap (id, tenant, lane, domain_id, domain, url, discovered_by, url_count, created_at)
            select md5('sitemap ' || n)::uuid, '%1$s', d.lane, d.id, d.name, 'https://' || d.name || '/sitemap-' || n || '.xml',
                   'ROBOTS', n %% 500, timestamptz '2026-01-01' + n * interval '1 s'
              from generate_series(20000, %2$d) n join domain d on d.id = md5('domain ' || n)::uuid
            """, """
            insert into contact (id, tenant, domain_id, domain, kind, value, confidence, created_at)
            select md5('contact ' || n)::uuid, '%1$s', d.id, d.name, 'EMAIL', 'contact-' || n || '@' || d.name, 0.9,
                   timestamptz '2026-01-01' + n * interval '1 s'
              from generate_series(50000, %2$d) n join domain d on d.id = md5('domain ' || n)::uuid
            """, """
            insert into stock (tenant, symbol, lane, created_at)
            select '%1$s', 'S' || n, '', timestamptz '2026-01-01' + n * interval '1 s' from generate_series(1, %2$d / 100) n
            """};

    /** The tables that are filled, and what they are searched by. */
    private static final List<String> TABLES =
            List.of("domain", "domain_search", "sitemap", "sitemap_search", "contact", "contact_search", "stock");

    private static final String INDEXES = """
        select indexname, indexdef from pg_indexes i
         where schemaname = 'public' and tablename in (%s)
           and not exists (select 1 from pg_constraint c where c.conname = i.indexname)
        """;

    private final DatabaseAddress superuser;
    private final String tenant;

    CrowdedShelves(DatabaseAddress superuser, String tenant) {
        this.superuser = superuser;
        this.tenant = tenant;
    }

    /** Indexes that no constraint needs are made afterwards, which is faster. */
    void fill(int rows) throws SQLException {
        try (Connection connection = superuser.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("set session_replication_role = replica");
            statement.execute("set maintenance_work_mem = '256MB'");
            List<String> definitions = takeIndexesAway(statement);
            for (String sql : ROWS) {
                statement.execute(sql.formatted(tenant, rows));
            }
            new CrowdedTables(superuser, tenant).enterWords();
            for (String definition : definitions) {
                statement.execute(definition);
            }
            statement.execute("vacuum (analyze) " + String.join(", ", TABLES));
        }
    }

    private static List<String> takeIndexesAway(Statement statement) throws SQLException {
        List<String> names = new ArrayList<>();
        List<String> definitions = new ArrayList<>();
        try (ResultSet found = statement.executeQuery(INDEXES.formatted("'" + String.join("', '", TABLES) + "'"))) {
            while (found.next()) {
                names.add(found.getString(1));
                definitions.add(found.getString(2));
            }
        }
        for (String name : names) {
            statement.execute("drop index " + name);
        }
        return definitions;
    }
}
