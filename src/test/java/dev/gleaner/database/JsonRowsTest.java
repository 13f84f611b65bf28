package dev.gleaner.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class JsonRowsTest {
    private final ObjectMapper json = new ObjectMapper();
    private final JsonRows rows = new JsonRows(json);

    @Test
    void a_nul_becomes_a_space_because_the_database_holds_none() throws Exception {
        assertThat(written("a\u0000b\u0000\u0000c")).isEqualTo("a b  c");
        assertThat(written("\\\u0000")).isEqualTo("\\ ");
    }

    @Test
    void text_about_escapes_stays_as_it_is() throws Exception {
        assertThat(written("\\u0000 and \\\\u0000")).isEqualTo("\\u0000 and \\\\u0000");
    }

    private String written(String text) throws Exception {
        return json.readTree(rows.of(List.of(text))).get(0).asText();
    }
}
