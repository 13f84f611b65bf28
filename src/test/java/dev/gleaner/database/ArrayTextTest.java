package dev.gleaner.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.fixture.GleanerDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ArrayTextTest {

    @Test
    void text_arrives_as_it_was_sent() throws SQLException {
        List<String> sent = Arrays.asList(
                "plain",
                "",
                " two  words ",
                "a,b",
                "{c}",
                "say \"no\"",
                "back\\slash\\",
                "NULL",
                null,
                "l\nine",
                "é𝄞");

        assertThat(arrived(sent)).isEqualTo(sent);
    }

    @Test
    void what_no_text_can_hold_arrives_as_a_space() throws SQLException {
        assertThat(arrived(List.of("a\0b"))).containsExactly("a b");
    }

    @Test
    void numbers_are_not_quoted_and_no_rows_are_an_empty_array() {
        assertThat(ArrayText.of(List.of(1, 2), number -> number)).isEqualTo("{1,2}");
        assertThat(ArrayText.of(List.of(), row -> row)).isEqualTo("{}");
    }

    @Test
    void nulls_behind_the_last_value_are_left_out() {
        assertThat(ArrayText.of(Arrays.asList(null, 1, null, null), number -> number))
                .isEqualTo("{NULL,1}");
        assertThat(ArrayText.of(Arrays.asList(null, null), number -> number)).isEqualTo("{}");
    }

    @Test
    void an_array_of_numbers_or_ids_is_read_and_none_is_empty() {
        assertThat(ArrayText.values("{1,22,3}")).containsExactly("1", "22", "3");
        assertThat(ArrayText.values("{7}")).containsExactly("7");
        assertThat(ArrayText.values("{}")).isEmpty();
        assertThat(ArrayText.values(null)).isEmpty();
    }

    private static List<String> arrived(List<String> sent) throws SQLException {
        try (Connection connection = GleanerDatabase.shared().direct().connect();
                PreparedStatement statement = connection.prepareStatement("select cast(? as text[])")) {
            statement.setString(1, ArrayText.of(sent, text -> text));
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return Arrays.asList((String[]) row.getArray(1).getArray());
            }
        }
    }
}
