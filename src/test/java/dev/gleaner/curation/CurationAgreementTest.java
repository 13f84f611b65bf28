package dev.gleaner.curation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.database.SessionGateway;
import dev.gleaner.fixture.GleanerDatabase;
import dev.gleaner.pipeline.chore.Chores;
import dev.gleaner.vocabulary.CurationStatus;
import dev.gleaner.vocabulary.ProcessingStatus;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One row for each pair of statuses; {@code one} is decided one by one, {@code many} at once. */
@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class CurationAgreementTest {
    private static final String ONE = "one";
    private static final String MANY = "many";

    private final GleanerDatabase database = GleanerDatabase.shared();

    @Inject
    Chores chores;

    @Inject
    Curation curation;

    @Inject
    SessionGateway sessions;

    @BeforeEach
    void put_every_combination_on_the_shelf_twice() throws SQLException {
        database.direct().execute("delete from chore", """
                insert into chore (tenant, note, priority, curation_status, processing_status, attempts, next_attempt_at,
                                   lease_owner, lease_until, error_code, error_message, error_step, error_at, updated_at)
                select t, c || ' ' || p, 0, c, p, 2, case when p = 'QUEUED' then timestamptz '2020-01-01' end,
                       case when p = 'PROCESSING' then 'replica' end,
                       case when p = 'PROCESSING' then timestamptz '2020-01-01' end,
                       'internal', 'why', 'FETCH', timestamptz '2020-01-01', timestamptz '2020-01-01'
                  from unnest(array['one', 'many']) t, unnest(array[%s]) c, unnest(array[%s]) p
                """.formatted(
                        words(CurationStatus.values()), words(ProcessingStatus.values())));
    }

    @ParameterizedTest
    @EnumSource
    void many_are_decided_as_one_is(CurationStatus decision) throws SQLException {
        int all = CurationStatus.values().length * ProcessingStatus.values().length;

        transaction(() -> chores.list("tenant", ONE)
                .invoke(items -> items.forEach(item -> item.curate(decision, Instant.now()))));
        Curated curated = transaction(() -> curation.decide(chores, MANY, new Decision<>(decision, null, null, true)));

        assertThat(rows(MANY)).hasSize(all).isEqualTo(rows(ONE));
        assertThat(curated.matched()).isEqualTo(all);
        assertThat(curated.queued()).isEqualTo(decision == CurationStatus.SELECTED ? all - 10 : 0);
        assertThat(curated.dequeued()).isEqualTo(decision == CurationStatus.SELECTED ? 0 : 5);
    }

    @Test
    void requeueing_takes_what_failed_and_nothing_else() throws SQLException {
        List<String> others = rows(ONE);

        Curated curated = transaction(() -> curation.requeue(chores, MANY, new Requeue<>(null, null, true)));

        assertThat(curated).isEqualTo(new Curated(5, 5, 5, 0));
        assertThat(rows(MANY).stream().filter(row -> row.contains("ERROR:")))
                .hasSize(5)
                .allSatisfy(row -> assertThat(row).contains("SELECTED QUEUED 0 1 "));
        assertThat(rows(MANY).stream().filter(row -> !row.contains("ERROR:")))
                .containsExactlyElementsOf(
                        others.stream().filter(row -> !row.contains("ERROR:")).toList());
        assertThat(rows(ONE)).isEqualTo(others);
    }

    @Test
    void a_decision_counts_what_it_changed() {
        transaction(() -> chores.delete(
                "curationStatus <> ?1 or processingStatus = ?2", CurationStatus.SELECTED, ProcessingStatus.ERROR));

        assertThat(transaction(
                        () -> curation.decide(chores, MANY, new Decision<>(CurationStatus.MAYBE, null, null, true))))
                .isEqualTo(new Curated(6, 6, 0, 1));
    }

    private List<String> rows(String tenant) throws SQLException {
        String all = database.direct()
                .ask("select string_agg(concat_ws(' ', note || ':', curation_status,"
                        + " processing_status, attempts, priority, next_attempt_at > '2026-01-01', next_attempt_at is null,"
                        + " lease_owner, error_code, updated_at > '2026-01-01'), e'\\n' order by note)"
                        + " from chore where tenant = '" + tenant + "'");
        return all.lines().toList();
    }

    private <T> T transaction(Supplier<Uni<T>> work) {
        return sessions.inTransaction("test", work).await().atMost(Duration.ofSeconds(20));
    }

    private static String words(Enum<?>[] constants) {
        return Stream.of(constants).map(it -> "'" + it.name() + "'").collect(Collectors.joining(", "));
    }
}
