package dev.gleaner.acceptance;

import dev.gleaner.fixture.DatabaseAddress;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** A tenant that has one of everything, all of it marked with the tenant's name. */
final class Belongings {
    final String tenant = "owner-" + UUID.randomUUID();
    final String domain = UUID.randomUUID().toString();
    final String sitemap = UUID.randomUUID().toString();
    final String page = UUID.randomUUID().toString();
    final String contact = UUID.randomUUID().toString();
    final String scan = UUID.randomUUID().toString();
    final String file = UUID.randomUUID().toString();
    final String key = UUID.randomUUID().toString();
    final String account = UUID.randomUUID().toString();

    private static final String STOCK = "OWNED";

    private final DatabaseAddress database;

    Belongings(DatabaseAddress database) throws SQLException {
        this.database = database;
        String host = tenant + ".test";
        String url = "https://" + host + "/";
        database.execute(
                sql("domain", "name, lane", domain, host, host),
                sql(
                        "sitemap",
                        "domain_id, domain, url, lane, discovered_by",
                        sitemap,
                        domain,
                        host,
                        url,
                        host,
                        "MANUAL"),
                sql("page", "domain_id, domain, url, lane", page, domain, host, url, host),
                sql(
                        "contact",
                        "domain_id, domain, kind, value, confidence",
                        contact,
                        domain,
                        host,
                        "EMAIL",
                        "a@" + host,
                        "1"),
                "insert into scan (id, tenant, domain_id, domain, max_pages, select_pages, status, finished_at) values ('"
                        + scan + "', '" + tenant + "', '" + domain + "', '" + host + "', 1, 'ALL', 'COMPLETE', now())",
                sql("stock", "symbol, active", UUID.randomUUID().toString(), STOCK, "true"),
                sql("price_file", "name, symbol, sha256, bytes", file, STOCK + "_2024-03-15.html", STOCK, tenant, "1"),
                "insert into api_key (id, tenant, name, owner, hash, hint, roles, created_at) values ('" + key + "', '"
                        + tenant + "', 'robot', 'somebody@" + tenant + ".example', '" + tenant
                        + "', '…', array['USER'], now())",
                "insert into account (id, tenant, email, password_hash, roles, created_at) values ('" + account + "', '"
                        + tenant + "', 'owner@" + tenant + ".example', '', array['USER'], now())",
                "insert into selection_rule values ('" + tenant + "', 0, 'CONTACT', 0.5, 2, true)");
    }

    private String sql(String table, String columns, String id, String... values) {
        return "insert into " + table + " (id, tenant, " + columns + ") values ('" + id + "', '" + tenant + "', "
                + List.of(values).stream().map(it -> "'" + it + "'").collect(Collectors.joining(", ")) + ")";
    }

    /** The address of a published path, with what belongs to this tenant in it. */
    String address(String path) {
        String id = path.startsWith("/api/v1/domains")
                ? domain
                : path.startsWith("/api/v1/sitemaps")
                        ? sitemap
                        : path.startsWith("/api/v1/pages")
                                ? page
                                : path.startsWith("/api/v1/contacts")
                                        ? contact
                                        : path.startsWith("/api/v1/scans")
                                                ? scan
                                                : path.startsWith("/api/v1/stocks")
                                                        ? file
                                                        : path.startsWith("/api/v1/api-keys") ? key : account;
        return path.replace("{id}", id)
                .replace("{symbol}", STOCK)
                .replace("{name}", "domain")
                .replace("{tenant}", tenant);
    }

    /** All that the tenant has, as one word that changes with it. */
    String state() throws SQLException {
        List<String> tables = new Tables(database)
                .column("select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid"
                        + " where a.attname = 'tenant' and c.relkind = 'r' and c.relname <> 'work_item' order by 1");
        return String.join(
                " ",
                new Tables(database)
                        .column(tables.stream()
                                .map(table -> "select '" + table
                                        + "=' || md5(coalesce(string_agg(t::text, ' ' order by t::text), ''))"
                                        + " from " + table + " t where tenant = '" + tenant + "'")
                                .collect(Collectors.joining(" union all "))));
    }
}
