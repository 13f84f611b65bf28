package dev.gleaner.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.curation.Curated;
import dev.gleaner.curation.Curation;
import dev.gleaner.curation.Decision;
import dev.gleaner.curation.Requeue;
import dev.gleaner.vocabulary.CurationStatus;
import dev.gleaner.vocabulary.ProcessingStatus;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The set-based form of a decision means what {@code WorkItem.curate} says, for every state that an item can be in. */
@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class CurationTest {

    @Inject
    ChoreYard yard;

    @Inject
    Curation curation;

    @BeforeEach
    void begin() throws SQLException {
        yard.clear();
    }

    @ParameterizedTest
    @EnumSource(CurationStatus.class)
    void deciding_for_many_is_deciding_for_each(CurationStatus decision) throws SQLException {
        everyState();
        List<Chore> before = chores();
        Curated curated = ChoreYard.await(yard.sessions()
                .inTransaction(
                        "a test", () -> curation.decide(yard.chores(), "default", Decision.of(decision, ids(before)))));
        List<Chore> after = chores();
        long queued = 0;
        long dequeued = 0;
        for (int i = 0; i < before.size(); i++) {
            Chore one = before.get(i);
            ProcessingStatus was = one.processingStatus();
            one.curate(decision, Instant.now());
            assertThat(after.get(i).curationStatus()).isEqualTo(one.curationStatus());
            assertThat(after.get(i).processingStatus())
                    .as("%s of %s", decision, one.name)
                    .isEqualTo(one.processingStatus());
            assertThat(after.get(i).nextAttemptAt().isPresent())
                    .isEqualTo(one.nextAttemptAt().isPresent());
            assertThat(after.get(i).attempts()).isEqualTo(one.attempts());
            assertThat(after.get(i).error().isPresent()).isEqualTo(one.error().isPresent());
            queued += was != ProcessingStatus.QUEUED && one.processingStatus() == ProcessingStatus.QUEUED ? 1 : 0;
            dequeued += was == ProcessingStatus.QUEUED && one.processingStatus() != ProcessingStatus.QUEUED ? 1 : 0;
        }
        assertThat(curated.matched()).isEqualTo(before.size());
        assertThat(curated.queued()).isEqualTo(queued);
        assertThat(curated.dequeued()).isEqualTo(dequeued);
    }

    @Test
    void requeuing_gives_failed_ones_all_their_attempts_again_and_touches_no_others() throws SQLException {
        everyState();
        List<UUID> ids = ids(chores());
        Curated curated = ChoreYard.await(yard.sessions()
                .inTransaction(
                        "a test", () -> curation.requeue(yard.chores(), "default", new Requeue<>(ids, null, null))));
        assertThat(curated).isEqualTo(new Curated(5, 5, 5, 0));
        assertThat(yard.count("processing_status = 'ERROR'")).isZero();
        assertThat(yard.count("name like 'ERROR%' and processing_status = 'QUEUED' and attempts = 0"
                        + " and error_code is null"))
                .isEqualTo(5);
    }

    @Test
    void another_tenant_s_items_are_not_meant() throws SQLException {
        everyState();
        List<UUID> ids = ids(chores());
        Curated curated = ChoreYard.await(yard.sessions()
                .inTransaction(
                        "a test",
                        () -> curation.decide(yard.chores(), "another", Decision.of(CurationStatus.ARCHIVED, ids))));
        assertThat(curated).isEqualTo(new Curated(0, 0, 0, 0));
        assertThat(yard.count("curation_status = 'ARCHIVED'")).isEqualTo(7);
    }

    /** One chore in each combination of the two statuses, named after its own. */
    private void everyState() throws SQLException {
        yard.execute("""
                insert into chore (tenant, name, curation_status, processing_status, attempts, next_attempt_at,
                                   lease_owner, lease_until, error_code, error_message, error_step, error_at)
                select 'default', p || ' ' || c, c, p, 2, case when p = 'QUEUED' then now() + interval '5 minutes' end,
                       case when p = 'PROCESSING' then 'one' end,
                       case when p = 'PROCESSING' then now() + interval '1 hour' end,
                       case when p in ('ERROR', 'QUEUED') then 'read_timeout' end,
                       case when p in ('ERROR', 'QUEUED') then 'too slow' end,
                       case when p in ('ERROR', 'QUEUED') then 'FETCH' end,
                       case when p in ('ERROR', 'QUEUED') then now() end
                  from unnest(array['NEW', 'SELECTED', 'MAYBE', 'NOT_A_FIT', 'ARCHIVED']) c,
                       unnest(array['IDLE', 'QUEUED', 'PROCESSING', 'COMPLETE', 'EMPTY', 'FILTERED', 'ERROR']) p
                """);
    }

    private List<Chore> chores() {
        return ChoreYard.await(yard.sessions()
                .inTransaction(
                        "a test", () -> yard.chores().find("order by name").list()));
    }

    private static List<UUID> ids(List<Chore> chores) {
        return chores.stream().map(Chore::id).toList();
    }
}
