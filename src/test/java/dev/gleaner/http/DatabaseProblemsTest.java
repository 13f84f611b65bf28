package dev.gleaner.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.vocabulary.ProblemCode;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceException;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class DatabaseProblemsTest {
    private final ProblemTranslator translator = new ProblemTranslator(List.of(new DatabaseProblems()));

    @ParameterizedTest
    @CsvSource({
        "23505,CONFLICT",
        "23503,CONFLICT",
        "22021,INVALID_REQUEST",
        "40001,UNAVAILABLE",
        "57014,UNAVAILABLE",
        "08006,UNAVAILABLE",
        "53300,UNAVAILABLE",
        "57P01,UNAVAILABLE",
        "23514,INTERNAL",
        "42601,INTERNAL",
        ",INTERNAL"
    })
    void the_state_decides_and_its_words_stay_here(String state, ProblemCode code) {
        var said = new PgException("relation \"secret\"", "ERROR", state, "Key (email)=(ann@acme.example)");
        ProblemException problem = translate(new PersistenceException("wrapped", said));

        assertThat(problem.code()).isEqualTo(code);
        assertThat(problem.getMessage()).doesNotContain("secret", "acme", "wrapped");
        assertThat(problem.traceId().isPresent()).isEqualTo(code == ProblemCode.INTERNAL);
    }

    @Test
    void a_pool_without_a_free_connection_makes_us_unavailable() {
        assertThat(translate(new NoStackTraceThrowable("Timeout")).code()).isEqualTo(ProblemCode.UNAVAILABLE);
    }

    @Test
    void a_row_that_somebody_else_changed_is_a_conflict() {
        assertThat(translate(new OptimisticLockException()).code()).isEqualTo(ProblemCode.CONFLICT);
    }

    @Test
    void a_chain_of_causes_without_end_is_no_trap() {
        var one = new IllegalStateException();
        var two = new IllegalStateException(one);
        one.initCause(two);

        assertThat(translate(one).code()).isEqualTo(ProblemCode.INTERNAL);
    }

    private ProblemException translate(Throwable failure) {
        return translator.translate(failure, "GET /test");
    }
}
