package dev.gleaner.workflow.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.address.WebUrl;
import dev.gleaner.fetch.Validators;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ReadVersionTest {
    private static final ReadVersion READ = new ReadVersion("https://shop.test/", "\"v1\"", null, 2, 7);

    @Test
    void what_the_attempt_before_read_is_asked_for_with_its_words() {
        assertThat(ReadVersion.current(READ, 2, 8))
                .contains(new Validators(WebUrl.of("https://shop.test/"), Optional.of("\"v1\""), Optional.empty()));
    }

    @Test
    void after_an_attempt_that_brought_nothing_it_is_read_anew() {
        assertThat(ReadVersion.current(READ, 2, 9)).isEmpty();
    }

    @Test
    void what_another_edition_of_the_reader_read_is_read_anew() {
        assertThat(ReadVersion.current(READ, 3, 8)).isEmpty();
    }

    @Test
    void what_was_never_read_is_read() {
        assertThat(ReadVersion.current(null, 2, 1)).isEmpty();
        assertThat(ReadVersion.current(new ReadVersion(), 2, 1)).isEmpty();
    }

    @Test
    void a_version_without_words_cannot_be_asked_for() {
        assertThat(ReadVersion.current(new ReadVersion("https://shop.test/", null, null, 2, 7), 2, 8))
                .isEmpty();
    }
}
