package dev.gleaner.workflow.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class WorthTellingTest {
    @Test
    void what_has_not_changed_is_told_once() {
        var worthTelling = new WorthTelling<String>(Duration.ofDays(1));

        assertThat(Stream.of("a", "a", "b", "b", "a").filter(worthTelling)).containsExactly("a", "b", "a");
    }

    @Test
    void but_again_when_nothing_was_told_for_long() {
        var worthTelling = new WorthTelling<String>(Duration.ZERO);

        assertThat(Stream.of("a", "a", "b").filter(worthTelling)).containsExactly("a", "a", "b");
    }
}
