package dev.gleaner.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What the second wall keeps from a transaction that forgets to ask for its tenant, whatever role the service has. */
abstract class TenantWallContract {
    private final String mine = "wall-" + UUID.randomUUID();
    private final String theirs = "wall-" + UUID.randomUUID();

    @Inject
    SessionGateway sessions;

    @Test
    void another_tenants_rows_are_not_there_for_a_query_without_a_tenant() {
        enterBoth();

        assertThat(ofMine("select count(*) from domain")).isEqualTo(1);
        assertThat(ofMine("select count(*) from domain where tenant = '" + theirs + "'"))
                .isZero();
        assertThat(ofMine("select count(*) from domain where tenant = '" + mine + "'"))
                .isEqualTo(1);
    }

    @Test
    void nor_for_one_that_changes_or_deletes() {
        enterBoth();

        assertThat(ofMine("with changed as (update domain set home_url = 'x' where tenant <> '" + mine
                        + "' returning 1) select count(*) from changed"))
                .isZero();
        assertThat(ofMine("with gone as (delete from domain where tenant <> '" + mine
                        + "' returning 1) select count(*) from gone"))
                .isZero();
        assertThat(ofAll("select count(*) from domain where home_url is null and tenant = '" + theirs + "'"))
                .isEqualTo(1);
    }

    @Test
    void nothing_is_written_into_another_tenant() {
        assertThat(failureOf(() -> sessions.inTransactionOf(mine, "intruder", () -> number(enter(theirs)))))
                .satisfies(refused ->
                        assertThat(DatabaseFaults.sqlState(cause(refused))).hasValue("42501"));
        assertThat(ofAll("select count(*) from domain where tenant = '" + theirs + "'"))
                .isZero();
    }

    @Test
    void the_engine_sees_all() {
        enterBoth();

        assertThat(ofAll("select count(*) from domain where tenant in ('" + mine + "', '" + theirs + "')"))
                .isEqualTo(2);
    }

    @Test
    void the_right_ends_with_its_transaction() {
        enterBoth();
        ofAll("select count(*) from domain");
        ofMine("select count(*) from domain");

        assertThat(ofAll("select count(*) from domain where tenant in ('" + mine + "', '" + theirs + "')"))
                .isEqualTo(2);
        assertThat(ofMine("select count(*) from domain")).isEqualTo(1);
    }

    @Test
    void it_stands_around_every_table_that_has_tenants() {
        assertThat(ofAll("""
                        select count(*) from pg_class c
                          join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant' and not a.attisdropped
                         where c.relkind in ('r', 'p') and c.relnamespace = cast(current_schema() as regnamespace)
                           and not (c.relrowsecurity and c.relforcerowsecurity
                                and exists (select from pg_policy p where p.polrelid = c.oid))
                        """)).isZero();
        assertThat(ofAll("select count(*) from pg_class where relforcerowsecurity"))
                .isGreaterThan(10);
    }

    @Test
    void and_around_what_hangs_on_their_rows_but_the_index_of_words() {
        assertThat(ofAll("""
                        select count(*) from pg_class c
                         where c.relname not in ('page_search', 'domain_search', 'sitemap_search', 'contact_search')
                           and not (c.relrowsecurity and c.relforcerowsecurity)
                           and exists (select from pg_constraint k join pg_attribute a on a.attrelid = k.confrelid
                                        where k.conrelid = c.oid and k.contype = 'f' and a.attname = 'tenant')
                        """)).isZero();

        enterBoth();
        for (String tenant : new String[] {mine, theirs}) {
            assertThat(ofAll("with page as (insert into page (tenant, domain_id, domain, url, lane)"
                            + " select tenant, id, name, 'https://wall.test/', 'wall.test' from domain where tenant = '"
                            + tenant
                            + "' returning id), entered as (insert into page_text (page_id, content)"
                            + " select id, '\\x00' from page returning 1) select count(*) from entered"))
                    .isEqualTo(1);
        }
        String both =
                "from page p join page_text t on t.page_id = p.id where p.tenant in ('" + mine + "', '" + theirs + "')";
        assertThat(ofAll("select count(*) " + both)).isEqualTo(2);
        assertThat(ofMine("select count(*) from page_text")).isEqualTo(1);
        assertThat(ofMine("with gone as (delete from page_text returning 1) select count(*) from gone"))
                .isEqualTo(1);
        assertThat(ofAll("select count(*) " + both)).isEqualTo(1);
    }

    @Test
    void no_tenant_is_called_like_all_of_them() {
        assertThat(failureOf(
                        () -> sessions.inTransactionOf("*", "intruder", () -> number("select count(*) from domain"))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_tenants_name_is_no_statement() {
        assertThat(await(() -> sessions.inTransactionOf(
                        "x'; set local gleaner.tenant = '*", "intruder", () -> number("select count(*) from domain"))))
                .isZero();
    }

    private void enterBoth() {
        await(() -> sessions.inTransactionOf(mine, "mine", () -> number(enter(mine))));
        await(() -> sessions.inTransactionOf(theirs, "theirs", () -> number(enter(theirs))));
    }

    private static String enter(String tenant) {
        return "with entered as (insert into domain (tenant, name, lane) values ('" + tenant
                + "', 'wall.test', 'wall.test') returning 1) select count(*) from entered";
    }

    private long ofMine(String sql) {
        return await(() -> sessions.inTransactionOf(mine, "forgetful", () -> number(sql)));
    }

    private long ofAll(String sql) {
        return await(() -> sessions.inTransaction("engine", () -> number(sql)));
    }

    private static Uni<Long> number(String sql) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(sql, Long.class).getSingleResult());
    }

    private static <T> T await(Supplier<Uni<T>> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(work);
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static Throwable failureOf(Supplier<Uni<Long>> work) {
        try {
            VertxContextSupport.subscribeAndAwait(work);
        } catch (Throwable failure) {
            return failure;
        }
        throw new AssertionError("it succeeded");
    }

    private static Throwable cause(Throwable failure) {
        Throwable at = failure;
        while (at.getCause() != null && DatabaseFaults.sqlState(at).isEmpty()) {
            at = at.getCause();
        }
        return at;
    }
}
