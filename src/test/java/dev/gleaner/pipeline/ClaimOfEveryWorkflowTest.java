package dev.gleaner.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.item.WorkItem;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What a claim answers is read by Hibernate, whatever an entity is made of: columns, embedded ones, formulas. */
@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class ClaimOfEveryWorkflowTest extends EngineTestBase {
    private static final String SITE =
            "insert into domain (tenant, lane, name) values ('acme', 'claimed-by-all.test', 'claimed-by-all.test')";

    private static final String LANE = "claimed-by-all.test";

    /** Of one address of that site; urgent, so that what other tests have left does not go before. */
    private static final String ADDRESS = """
            insert into %1$s (tenant, lane, domain_id, domain, url, curation_status, processing_status, next_attempt_at,
                             priority%2$s)
            select tenant, lane, id, name, 'https://claimed.test/', 'SELECTED', 'QUEUED', now(), 0%3$s
              from domain where name = 'claimed-by-all.test'
            """;

    @Inject
    @Any
    Instance<Workflow<?, ?, ?>> workflows;

    @Test
    void each_workflow_can_claim_what_is_on_its_shelf() {
        assertThat(workflows)
                .isNotEmpty()
                .allSatisfy(workflow -> assertThat(claimed(workflow)).isNotNull());
    }

    @Test
    void pages_and_sitemaps_come_with_the_time_at_which_they_were_due() {
        assertDue(claimed(of("page"), SITE, ADDRESS.formatted("page", "", "")));
        assertDue(claimed(of("sitemap"), SITE, ADDRESS.formatted("sitemap", ", discovered_by", ", 'MANUAL'")));
    }

    private static void assertDue(List<? extends WorkItem> items) {
        assertThat(items)
                .filteredOn(item -> item.lane().equals(LANE))
                .singleElement()
                .satisfies(item -> assertThat(item.nextAttemptAt()).isPresent());
    }

    private Workflow<?, ?, ?> of(String table) {
        return workflows.stream()
                .filter(it -> it.shelf().table().equals(table))
                .findAny()
                .orElseThrow();
    }

    /** Of a transaction that is rolled back. */
    private <I extends WorkItem, T, R> List<I> claimed(Workflow<I, T, R> workflow, String... before) {
        Claims<I> claims = new Claims<>(
                workflow, workshop("replica-1", Map.of()).settings().of(workflow.name()), clock, entities, "replica-1");
        return transaction(() -> Panache.currentTransaction()
                .invoke(Mutiny.Transaction::markForRollback)
                .chain(() -> executed(before))
                .chain(() -> claims.claim(100)));
    }

    private static Uni<Void> executed(String... statements) {
        return Panache.getSession()
                .chain(session -> Multi.createFrom()
                        .items(statements)
                        .onItem()
                        .transformToUniAndConcatenate(
                                sql -> session.createNativeQuery(sql).executeUpdate())
                        .collect()
                        .asList())
                .replaceWithVoid();
    }
}
