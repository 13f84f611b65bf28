package dev.gleaner.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RatesTest {

    @Test
    void whoever_asks_too_often_is_told_when_to_come_back() {
        Rates rates = new Rates(1);

        assertThatThrownBy(() -> IntStream.range(0, 100).forEach(i -> rates.require("hasty")))
                .isInstanceOfSatisfying(ProblemException.class, problem -> {
                    assertThat(problem.status()).isEqualTo(429);
                    assertThat(problem.headers()).containsEntry("Retry-After", "1");
                });
        rates.require("patient");
    }

    @Test
    void zero_is_no_limit() {
        Rates rates = new Rates(0);

        IntStream.range(0, 10_000).forEach(i -> rates.require("anybody"));
    }
}
