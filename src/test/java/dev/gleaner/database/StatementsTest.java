package dev.gleaner.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Habits of SQL that cost nothing among few rows and everything among many. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class StatementsTest {
    private static final Pattern LIST_READ_FOR_EACH_ROW = Pattern.compile("= any \\(\\s*cast\\(");

    @Test
    void a_list_of_ids_is_read_once_and_not_for_each_row() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src", "main", "java"))) {
            assertThat(sources.filter(Files::isRegularFile)
                            .filter(file -> !file.endsWith("package-info.java"))
                            .filter(file ->
                                    LIST_READ_FOR_EACH_ROW.matcher(read(file)).find()))
                    .as("say = any (array(select unnest(cast(…)))), see dev.gleaner.database")
                    .isEmpty();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
